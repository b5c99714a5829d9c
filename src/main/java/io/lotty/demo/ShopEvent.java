package io.lotty.demo;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Something that happened in the shop.
 *
 * @param figure the money of a purchase or the milliseconds of a latency; zero for the others, which have none
 */
record ShopEvent(String id, Kind kind, String decisionId, Instant at, BigDecimal figure) {
    /** The shipped event types. */
    enum Kind {
        EXPOSURE("exposure", ""),
        CLICK("click", ""),
        CONVERSION("conversion", ""),
        PURCHASE("purchase", "amount"),
        ERROR("error", ""),
        LATENCY("latency", "value_ms");

        private final String type;
        private final String property;

        Kind(String type, String property) {
            this.type = type;
            this.property = property;
        }
    }

    JsonObject toJson() {
        var json = new JsonObject()
                .put("event_id", id)
                .put("type", kind.type)
                .put("decision_id", decisionId)
                .put("occurred_at", at.toString());
        return kind.property.isEmpty() ? json : json.put("properties", new JsonObject().put(kind.property, figure));
    }
}
