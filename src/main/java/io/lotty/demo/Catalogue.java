package io.lotty.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;

/** The storefront's own metrics and its flag. Each is made when it is not there, and checked when it is. */
final class Catalogue {
    /** What the report is asked for beside the primary metric. */
    static final List<String> SECONDARY = List.of(
            "impressions",
            "conversions",
            "clicks",
            "purchases",
            "revenue",
            "errors",
            "error_rate",
            "latency_mean",
            "latency_p95");

    static final String PRIMARY = "conversion_rate";

    /** The fields of a metric that decide its value. */
    private static final List<String> MEANING = List.of("kind", "event_type", "property", "requires_exposure");

    private static final List<JsonObject> METRICS = List.of(
            metric("clicks", "Clicks", "count", "click"),
            metric("purchases", "Purchases", "count", "purchase"),
            metric("revenue", "Revenue", "sum", "purchase").put("property", "amount"));

    private Catalogue() {}

    static void stock(Session keeper, String flag) {
        METRICS.forEach(metric -> ensureMetric(keeper, metric));
        ensureFlag(keeper, flag);
    }

    private static void ensureMetric(Session keeper, JsonObject wanted) {
        var key = wanted.getString("key");
        var found = keeper.get("/metrics/" + key);
        if (found.status() == 404) {
            keeper.post("/metrics", wanted).orStop("create the metric " + key);
            return;
        }
        var present = found.orStop("show the metric " + key);
        for (var field : MEANING) {
            if (!Objects.equals(present.getValue(field), wanted.getValue(field))) {
                throw new Stopped("The metric " + key + " exists with another meaning: its " + field + " is "
                        + present.getValue(field) + ", the storefront needs " + wanted.getValue(field) + ".");
            }
        }
    }

    private static void ensureFlag(Session keeper, String flag) {
        var found = keeper.get("/flags/" + flag);
        if (found.status() == 404) {
            var wanted = new JsonObject()
                    .put("key", flag)
                    .put("type", "string")
                    .put("default_value", Arm.COLOURS.getFirst())
                    .put("description", "Colour of the storefront's buy button")
                    .put("tags", new JsonArray().add("storefront"));
            keeper.post("/flags", wanted).orStop("create the flag " + flag);
            return;
        }
        var type = found.orStop("show the flag " + flag).getString("type");
        if (!"string".equals(type)) {
            throw new Stopped("The flag " + flag + " is of type " + type + "; the storefront needs a string: name"
                    + " another with --flag.");
        }
    }

    private static JsonObject metric(String key, String name, String kind, String eventType) {
        return new JsonObject()
                .put("key", key)
                .put("name", name)
                .put("purpose", "What the storefront's shoppers did")
                .put("kind", kind)
                .put("event_type", eventType)
                .put("unit", "event")
                .put("requires_exposure", true)
                .put("better", "higher");
    }
}
