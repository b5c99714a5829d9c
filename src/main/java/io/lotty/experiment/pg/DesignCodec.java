package io.lotty.experiment.pg;

import io.lotty.experiment.Design;
import io.lotty.experiment.Share;
import io.lotty.experiment.Variant;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.targeting.ParseResult;
import io.lotty.targeting.Rule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A design as the JSON that is stored for good. Shares are integers and flag values are texts of JSON, so that what is read
 * equals what was written to the last byte.
 */
final class DesignCodec {
    private DesignCodec() {}

    static JsonObject write(Design design) {
        var variants = new JsonArray();
        design.variants().forEach(variant -> variants.add(write(variant)));
        return new JsonObject()
                .put("name", design.name())
                .put("hypothesis", design.hypothesis())
                .put("audience_millionths", design.audience().millionths())
                .put("value_type", design.valueType().text())
                .put("variants", variants)
                .put("targeting", design.targeting().canonical())
                .put("primary_metric", design.primaryMetric().value())
                .put(
                        "secondary_metrics",
                        new JsonArray(design.secondaryMetrics().stream()
                                .map(MetricKey::value)
                                .toList()))
                .put("sticky_requires_targeting", design.stickyRequiresTargeting())
                .put("tags", new JsonArray(design.tags()));
    }

    static Design read(JsonObject json) {
        var type = FlagType.of(json.getString("value_type"));
        return new Design(
                json.getString("name"),
                json.getString("hypothesis"),
                new Share(json.getInteger("audience_millionths")),
                objects(json.getJsonArray("variants")).stream()
                        .map(variant -> variant(variant, type))
                        .toList(),
                rule(json.getString("targeting")),
                new MetricKey(json.getString("primary_metric")),
                texts(json.getJsonArray("secondary_metrics")).stream()
                        .map(MetricKey::new)
                        .toList(),
                json.getBoolean("sticky_requires_targeting"),
                texts(json.getJsonArray("tags")));
    }

    private static JsonObject write(Variant variant) {
        return new JsonObject()
                .put("name", variant.name().value())
                .put("value", variant.value().json())
                .put("weight_millionths", variant.weight().millionths())
                .put("control", variant.control());
    }

    private static Variant variant(JsonObject json, FlagType type) {
        return new Variant(
                new VariantName(json.getString("name")),
                new FlagValue(type, json.getString("value")),
                new Share(json.getInteger("weight_millionths")),
                json.getBoolean("control"));
    }

    private static Rule rule(String text) {
        return switch (Rule.parse(text)) {
            case ParseResult.Parsed parsed -> parsed.rule();
            case ParseResult.Malformed malformed ->
                throw new IllegalStateException("a stored rule is not one any more: " + malformed.errors());
        };
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private static List<String> texts(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }
}
