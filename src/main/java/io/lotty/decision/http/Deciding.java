package io.lotty.decision.http;

import io.lotty.decision.AssignmentRecord;
import io.lotty.decision.Claim;
import io.lotty.decision.DecideRequest;
import io.lotty.decision.Decider;
import io.lotty.decision.Decision;
import io.lotty.decision.Plan;
import io.lotty.decision.redis.RedisAssignments;
import io.lotty.id.SubjectId;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * What lies between a request and its answer: fetch what the subject holds → decide → claim what is new. Belongs to one
 * event loop.
 *
 * <p>Two requests of one subject may compute claims from one record. The first one writes; the other gets the record that
 * is there now, and decides again on it. Each such repetition means that somebody's claim has held, so it comes to an end;
 * {@value #MAX_TRIES} of them are a limit that nobody should meet.
 */
public final class Deciding {
    private static final int MAX_TRIES = 50;

    private final Supplier<Plan> plan;
    private final LongFunction<Future<Void>> planOf;
    private final RedisAssignments assignments;
    private final BiConsumer<SubjectId, Claim> whenClaimed;
    private final Degradation degradation;
    private final InstantSource clock;

    /**
     * @param planOf waits, within a limit, until the plan is of this revision or newer
     * @param whenClaimed is told of each claim that holds; returns at once
     */
    public Deciding(
            Supplier<Plan> plan,
            LongFunction<Future<Void>> planOf,
            RedisAssignments assignments,
            BiConsumer<SubjectId, Claim> whenClaimed,
            Degradation degradation,
            InstantSource clock) {
        this.plan = plan;
        this.planOf = planOf;
        this.assignments = assignments;
        this.whenClaimed = whenClaimed;
        this.degradation = degradation;
        this.clock = clock;
    }

    /**
     * What an answer rests on.
     *
     * @param degraded whether it was decided without knowing what the subject holds, or without keeping it
     */
    public record Outcome(List<Decision> decisions, boolean degraded) {}

    /** Never fails because of Redis. */
    public Future<Outcome> decide(DecideRequest request) {
        var current = plan.get();
        return assignments
                .of(request.subject())
                .compose(held -> decide(current, request, held, MAX_TRIES))
                .recover(failure -> degraded(failure, Decider.decideBlindly(current, request)));
    }

    private Future<Outcome> decide(Plan current, DecideRequest request, AssignmentRecord held, int tries) {
        var now = clock.instant();
        var decisions = Decider.decide(current, request, held, now);
        var claim = Claim.of(current, held, decisions, now);
        if (claim.isEmpty()) {
            return Future.succeededFuture(new Outcome(decisions, false));
        }
        if (held.revision() > current.revision()) {
            // another edge knows experiments that this one does not: without them the limits cannot be kept
            return planOf.apply(held.revision())
                    .transform(plan -> plan.succeeded()
                            ? again(request, held, tries)
                            : degraded(plan.cause(), Decider.decide(current, request.withoutEnrolment(), held, now)));
        }
        return assignments.claim(request.subject(), claim.get()).transform(record -> {
            if (record.failed()) {
                return degraded(record.cause(), decisions);
            }
            if (record.result() != claim.get().after()) {
                return again(request, record.result(), tries);
            }
            whenClaimed.accept(request.subject(), claim.get());
            return Future.succeededFuture(new Outcome(decisions, false));
        });
    }

    private Future<Outcome> again(DecideRequest request, AssignmentRecord held, int tries) {
        return tries > 0
                ? decide(plan.get(), request, held, tries - 1)
                : Future.failedFuture("a subject's record changed with each of " + MAX_TRIES + " tries");
    }

    private Future<Outcome> degraded(Throwable cause, List<Decision> decisions) {
        degradation.because(cause);
        return Future.succeededFuture(new Outcome(decisions, true));
    }
}
