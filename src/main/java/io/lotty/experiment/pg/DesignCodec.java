package io.lotty.experiment.pg;

import io.lotty.experiment.Conflict;
import io.lotty.experiment.ConflictDomain;
import io.lotty.experiment.Design;
import io.lotty.experiment.Guardrail;
import io.lotty.experiment.Share;
import io.lotty.experiment.SubjectOverride;
import io.lotty.experiment.Variant;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.MetricKey;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import io.lotty.targeting.ParseResult;
import io.lotty.targeting.Rule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A design as the JSON that is stored for good. Shares are integers and flag values are texts of JSON, so that what is read
 * equals what was written to the last byte. Fields that designs did not have at first may be absent.
 */
final class DesignCodec {
    private static final JsonArray NONE = new JsonArray(List.of());

    private DesignCodec() {}

    static JsonObject write(Design design) {
        return new JsonObject()
                .put("name", design.name())
                .put("hypothesis", design.hypothesis())
                .put("audience_millionths", design.audience().millionths())
                .put("value_type", design.valueType().text())
                .put("variants", array(design.variants(), DesignCodec::write))
                .put("targeting", design.targeting().canonical())
                .put("primary_metric", design.primaryMetric().value())
                .put(
                        "secondary_metrics",
                        new JsonArray(design.secondaryMetrics().stream()
                                .map(MetricKey::value)
                                .toList()))
                .put("guardrails", array(design.guardrails(), DesignCodec::write))
                .put("overrides", array(design.overrides(), DesignCodec::write))
                .put("priority", design.priority())
                .put("conflict", design.conflict().map(DesignCodec::write).orElse(null))
                .put("sticky_requires_targeting", design.stickyRequiresTargeting())
                .put("intake_paused", design.intakePaused())
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
                objects(json.getJsonArray("guardrails", NONE)).stream()
                        .map(DesignCodec::guardrail)
                        .toList(),
                objects(json.getJsonArray("overrides", NONE)).stream()
                        .map(DesignCodec::override)
                        .toList(),
                json.getInteger("priority", 0),
                Optional.ofNullable(json.getJsonObject("conflict")).map(DesignCodec::conflict),
                json.getBoolean("sticky_requires_targeting"),
                json.getBoolean("intake_paused", false),
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

    private static JsonObject write(Guardrail guardrail) {
        return new JsonObject()
                .put("metric", guardrail.metric().value())
                .put("threshold", guardrail.threshold().toString())
                .put("direction", guardrail.direction().text())
                .put("window_seconds", guardrail.windowSeconds())
                .put("action", guardrail.action().text())
                .put("min_sample", guardrail.minSample())
                .put("scope", guardrail.scope().text())
                .put("compare", guardrail.comparison().text());
    }

    private static Guardrail guardrail(JsonObject json) {
        return new Guardrail(
                new MetricKey(json.getString("metric")),
                new BigDecimal(json.getString("threshold")),
                Guardrail.Direction.of(json.getString("direction")),
                json.getInteger("window_seconds"),
                Guardrail.Action.of(json.getString("action")),
                json.getInteger("min_sample"),
                Guardrail.Scope.of(json.getString("scope")),
                Guardrail.Comparison.of(json.getString("compare")));
    }

    private static JsonObject write(SubjectOverride override) {
        return new JsonObject()
                .put("subject_id", override.subject().value())
                .put("variant", override.variant().value());
    }

    private static SubjectOverride override(JsonObject json) {
        return new SubjectOverride(
                new SubjectId(json.getString("subject_id")), new VariantName(json.getString("variant")));
    }

    private static JsonObject write(Conflict conflict) {
        return new JsonObject()
                .put(
                        "domains",
                        new JsonArray(conflict.domains().stream()
                                .map(ConflictDomain::value)
                                .toList()))
                .put("policy", conflict.policy().text())
                .put("bid", conflict.bid().map(BigDecimal::toString).orElse(null));
    }

    private static Conflict conflict(JsonObject json) {
        return new Conflict(
                texts(json.getJsonArray("domains")).stream()
                        .map(ConflictDomain::new)
                        .toList(),
                Conflict.Policy.of(json.getString("policy")),
                Optional.ofNullable(json.getString("bid")).map(BigDecimal::new));
    }

    private static <T> JsonArray array(List<T> items, Function<T, JsonObject> writer) {
        return new JsonArray(items.stream().map(writer).toList());
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
