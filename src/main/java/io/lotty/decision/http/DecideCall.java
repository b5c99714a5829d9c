package io.lotty.decision.http;

import io.lotty.id.SubjectHash;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** From the body of a decide call to the body of its answer: read → decide → write. Belongs to one event loop. */
public final class DecideCall {
    private final Deciding deciding;
    private final DecideJson json;
    private final DecideMeters meters;

    public DecideCall(Deciding deciding, DecideJson json, DecideMeters meters) {
        this.deciding = deciding;
        this.json = json;
        this.meters = meters;
    }

    DecideMeters meters() {
        return meters;
    }

    /** An answer, and whether it was decided without Redis. */
    record Answer(Buffer json, boolean isDegraded) {}

    /** Fails with a {@link io.lotty.refusal.Refusal} of what cannot be read. */
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
}
