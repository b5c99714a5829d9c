package io.lotty.demo;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What Lotty answered for the flag.
 *
 * @param variant the variant of the storefront's experiment, empty when the flag's default was given
 * @param degraded whether Lotty said that it could not reach its stores
 */
record Decision(String id, Optional<String> variant, String reason, boolean degraded) {
    /** Reads the answer to {@code POST /api/v1/decide}. A variant of another experiment is none of ours. */
    static Decision read(JsonObject answer, Campaign campaign) {
        var decision = answer.getJsonObject("decisions", new JsonObject()).getJsonObject(campaign.flag());
        if (decision == null || !decision.containsKey("decision_id")) {
            throw new Stopped("Lotty gave no decision for the flag " + campaign.flag() + ": " + answer.encode());
        }
        var ours = campaign.experimentId().equals(decision.getString("experiment_id"));
        return new Decision(
                decision.getString("decision_id"),
                ours ? Optional.ofNullable(decision.getString("variant")) : Optional.empty(),
                decision.getString("reason", "none"),
                answer.getBoolean("degraded", false));
    }
}
