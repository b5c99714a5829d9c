package io.lotty.demo;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * What Lotty answered.
 *
 * @param body empty when the answer has none
 * @param retryAfter how long it asked to be left alone
 */
record Answer(int status, JsonObject body, Optional<Duration> retryAfter) {
    /** Whether the same request may succeed a little later. */
    boolean isPassing() {
        return status >= 500 || status == 429;
    }

    boolean isFine() {
        return status >= 200 && status < 300;
    }

    /** The body of an answer that must be fine; otherwise the run ends with what Lotty said. */
    JsonObject orStop(String deed) {
        if (isFine()) {
            return body;
        }
        throw new Stopped("Lotty refused to " + deed + ": " + refusal() + ".");
    }

    /** The problem as a person reads it. */
    String refusal() {
        var told = body.getString("detail", body.getString("title", "no reason given"));
        var code = body.getString("code");
        var violations = body.getJsonArray("violations", body.getJsonArray("errors"));
        return "HTTP " + status + (code == null ? "" : " " + code) + ", " + told
                + (violations == null ? "" : " " + violations.encode());
    }
}
