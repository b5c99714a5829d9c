package io.lotty.decision.http;

import io.lotty.decision.DecideRequest;
import io.lotty.decision.Plan;
import io.lotty.id.SubjectHash;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Supplier;

/** From the body of a decide call to the body of its answer: read → decide → write. Belongs to one event loop. */
public final class DecideCall {
    /** What one answer about many subjects holds at most: an event loop writes it in one go. */
    static final int MAX_DECISIONS = 10_000;

    private final Supplier<Plan> plan;
    private final Deciding deciding;
    private final DecideJson json;
    private final DecideMeters meters;

    public DecideCall(Supplier<Plan> plan, Deciding deciding, DecideJson json, DecideMeters meters) {
        this.plan = plan;
        this.deciding = deciding;
        this.json = json;
        this.meters = meters;
    }

    DecideMeters meters() {
        return meters;
    }

    /** An answer, and whether any of it was decided without Redis. */
    record Answer(Buffer json, boolean isDegraded) {}

    /** Fails with a {@link Refusal} of what cannot be read. */
    Future<Answer> answer(Buffer body) {
        try {
            var request = DecideReader.read(body);
            return deciding.decide(request).map(outcome -> {
                meters.decided(outcome.decisions());
                var subject = SubjectHash.of(request.subject());
                return new Answer(json.write(outcome.decisions(), subject, outcome.degraded()), outcome.degraded());
            });
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    /** The same about many subjects; the reads of all of them travel together. */
    Future<Answer> answerBatch(Buffer body) {
        try {
            var requests = BatchReader.read(body);
            requireBounded(requests);
            var outcomes = requests.stream().map(deciding::decide).toList();
            return Future.all(outcomes).map(all -> {
                var decided = outcomes.stream().map(Future::result).toList();
                decided.forEach(outcome -> meters.decided(outcome.decisions()));
                boolean isDegraded = decided.stream().anyMatch(Deciding.Outcome::degraded);
                return new Answer(json.writeBatch(requests, decided, isDegraded), isDegraded);
            });
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    private void requireBounded(List<DecideRequest> requests) {
        var flags = requests.getFirst().flags();
        int decisions = requests.size()
                * flags.map(List::size).orElseGet(() -> plan.get().flags().size());
        if (decisions > MAX_DECISIONS) {
            var message = "would be %d decisions, and one answer holds %d: ask about fewer subjects, or name the flags"
                    .formatted(decisions, MAX_DECISIONS);
            throw new Refusal.Invalid(
                    List.of(new Violation(flags.isEmpty() ? "/flags" : "/subjects", "invalid_value", message)));
        }
    }
}
