package io.lotty.platform.http;

import io.lotty.refusal.Refusal;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * What is kept of a request that was done under an {@code Idempotency-Key}.
 *
 * @param fingerprint of the request
 * @param answer empty when there is a secret in it: those are given once and kept nowhere
 */
public record KeptAnswer(Buffer fingerprint, Optional<Answer> answer) {
    public static final String REPLAYED = "Idempotency-Replayed";
    private static final String NO_STORE = "no-store";

    public static KeptAnswer of(KeyedRequest request, Answer answer) {
        boolean isSecret = answer.headers().getOrDefault("Cache-Control", "").contains(NO_STORE);
        return new KeptAnswer(request.fingerprint(), isSecret ? Optional.empty() : Optional.of(answer));
    }

    /** The answer once more, marked as such; refuses another request under the same key. */
    public Answer again(KeyedRequest request) {
        if (!fingerprint.equals(request.fingerprint())) {
            throw new Refusal.Conflict(
                    "idempotency_conflict",
                    "This Idempotency-Key was used for another request. Repeat that one as it was, or use a new key.");
        }
        return answer.orElseThrow(() -> new Refusal.Conflict(
                        "idempotency_secret_answer",
                        "This was done already, and its answer held a secret that is given only once. If it did not "
                                + "reach you, look for what was made, remove it, and make another with a new key."))
                .with(REPLAYED, "true");
    }
}
