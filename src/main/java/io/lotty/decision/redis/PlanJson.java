package io.lotty.decision.redis;

import io.lotty.decision.ExperimentPlan;
import io.lotty.decision.FlagPlan;
import io.lotty.decision.ForcedVariant;
import io.lotty.decision.Plan;
import io.lotty.decision.VariantPlan;
import io.lotty.experiment.Salt;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import io.lotty.targeting.ParseResult;
import io.lotty.targeting.Rule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The plan as it travels to the edges. Values travel as JSON text, so that callers get them as they were written. What was
 * added later may be absent from a document, and an edge of before passes over it.
 */
public final class PlanJson {
    private static final JsonArray NOBODY = new JsonArray(List.of());

    private PlanJson() {}

    public static JsonArray encode(Plan plan) {
        var flags = new JsonArray();
        plan.flags().forEach(flag -> flags.add(encode(flag)));
        return flags;
    }

    public static Plan decode(JsonArray flags) {
        return new Plan(
                flags.stream().map(JsonObject.class::cast).map(PlanJson::flag).toList());
    }

    private static JsonObject encode(FlagPlan flag) {
        var json = new JsonObject()
                .put("key", flag.key().value())
                .put("type", flag.defaultValue().type().text())
                .put("default", flag.defaultValue().json());
        flag.experiment().ifPresent(experiment -> json.put("experiment", encode(experiment)));
        if (!flag.forced().isEmpty()) {
            json.put(
                    "forced",
                    new JsonArray(flag.forced().stream().map(PlanJson::encode).toList()));
        }
        return json;
    }

    private static JsonObject encode(ForcedVariant forced) {
        return new JsonObject()
                .put("experiment", forced.experiment().toString())
                .put("version", forced.version())
                .put("variant", forced.variant().value())
                .put("value", forced.value().json())
                .put(
                        "subjects",
                        new JsonArray(
                                forced.subjects().stream().map(SubjectId::value).toList()));
    }

    private static JsonObject encode(ExperimentPlan experiment) {
        var variants = new JsonArray();
        for (var variant : experiment.variants()) {
            variants.add(new JsonObject()
                    .put("name", variant.name().value())
                    .put("value", variant.value().json())
                    .put("weight", variant.weight()));
        }
        return new JsonObject()
                .put("id", experiment.id().toString())
                .put("version", experiment.version())
                .put("paused", experiment.paused())
                .put("intake_paused", experiment.intakePaused())
                .put("salt", HexFormat.of().formatHex(experiment.salt().bytes()))
                .put("targeting", experiment.targeting().canonical())
                .put("sticky_requires_targeting", experiment.stickyRequiresTargeting())
                .put("variants", variants);
    }

    private static FlagPlan flag(JsonObject json) {
        var type = FlagType.of(json.getString("type"));
        return new FlagPlan(
                new FlagKey(json.getString("key")),
                new FlagValue(type, json.getString("default")),
                Optional.ofNullable(json.getJsonObject("experiment")).map(experiment -> experiment(experiment, type)),
                json.getJsonArray("forced", NOBODY).stream()
                        .map(JsonObject.class::cast)
                        .map(forced -> forced(forced, type))
                        .toList());
    }

    private static ForcedVariant forced(JsonObject json, FlagType type) {
        return new ForcedVariant(
                ExperimentId.of(json.getString("experiment")),
                json.getInteger("version"),
                new VariantName(json.getString("variant")),
                new FlagValue(type, json.getString("value")),
                json.getJsonArray("subjects").stream()
                        .map(String.class::cast)
                        .map(SubjectId::new)
                        .toList());
    }

    private static ExperimentPlan experiment(JsonObject json, FlagType type) {
        List<VariantPlan> variants = json.getJsonArray("variants").stream()
                .map(JsonObject.class::cast)
                .map(variant -> new VariantPlan(
                        new VariantName(variant.getString("name")),
                        new FlagValue(type, variant.getString("value")),
                        variant.getInteger("weight")))
                .toList();
        return new ExperimentPlan(
                ExperimentId.of(json.getString("id")),
                json.getInteger("version"),
                json.getBoolean("paused"),
                json.getBoolean("intake_paused", false),
                Salt.of(HexFormat.of().parseHex(json.getString("salt"))),
                rule(json.getString("targeting")),
                json.getBoolean("sticky_requires_targeting"),
                variants);
    }

    private static Rule rule(String text) {
        return switch (Rule.parse(text)) {
            case ParseResult.Parsed parsed -> parsed.rule();
            case ParseResult.Malformed malformed ->
                throw new IllegalArgumentException("the plan holds a rule that cannot be read: " + malformed.errors());
        };
    }
}
