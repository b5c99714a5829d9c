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
                .recover(failure -> {
                    degradation.because(failure);
                    return Future.succeededFuture(new Outcome(Decider.decideBlindly(current, request), true));
                });
    }

    private Future<Outcome> decide(Plan current, DecideRequest request, AssignmentRecord held, int tries) {
        var now = clock.instant();
        var decisions = Decider.decide(current, request, held, now);
        var claim = Claim.of(current, held, decisions, now);
        if (claim.isEmpty()) {
            return Future.succeededFuture(new Outcome(decisions, false));
        }
        return claimed(current, request, claim.get(), tries).transform(next -> {
            if (next.failed()) {
                degradation.because(next.cause());
                return Future.succeededFuture(new Outcome(decisions, true));
            }
            if (next.result() != claim.get().after()) {
                return decide(plan.get(), request, next.result(), tries - 1);
            }
            whenClaimed.accept(request.subject(), claim.get());
            return Future.succeededFuture(new Outcome(decisions, false));
        });
    }

    /** The record that is there after the claim, which is the claim's own if it has held. */
    private Future<AssignmentRecord> claimed(Plan current, DecideRequest request, Claim claim, int tries) {
        if (tries == 0) {
            return Future.failedFuture("a subject's record changed with each of " + MAX_TRIES + " tries");
        }
        if (claim.before().revision() > current.revision()) {
            // another edge knows experiments that this one does not: without them the limits cannot be kept
            return planOf.apply(claim.before().revision()).map(claim.before());
        }
        return assignments.claim(request.subject(), claim);
    }
}
