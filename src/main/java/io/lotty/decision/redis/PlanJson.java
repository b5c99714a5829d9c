package io.lotty.decision.redis;

import io.lotty.decision.ExperimentPlan;
import io.lotty.decision.ExperimentTerms;
import io.lotty.decision.FlagPlan;
import io.lotty.decision.ForcedVariant;
import io.lotty.decision.Participation;
import io.lotty.decision.Serving;
import io.lotty.decision.VariantPlan;
import io.lotty.experiment.Conflict;
import io.lotty.experiment.ConflictDomain;
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
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The plan as it travels to the edges, flag by flag. Values travel as JSON text, so that callers get them as they were written. What was
 * added later may be absent from a document, and an edge of before passes over it.
 */
public final class PlanJson {
    private static final JsonArray NOBODY = new JsonArray(List.of());

    private PlanJson() {}

    public static JsonObject encode(Participation policy) {
        return new JsonObject()
                .put("max_concurrent_experiments", policy.maxConcurrent())
                .put("cooldown_after", policy.cooldownAfter())
                .put("within_days", policy.withinDays())
                .put("cooldown_days", policy.cooldownDays());
    }

    public static Participation participation(JsonObject json) {
        return new Participation(
                json.getInteger("max_concurrent_experiments"),
                json.getInteger("cooldown_after"),
                json.getInteger("within_days"),
                json.getInteger("cooldown_days"));
    }

    public static JsonObject encode(FlagPlan flag) {
        var json = new JsonObject()
                .put("key", flag.key().value())
                .put("type", flag.defaultValue().type().text())
                .put("default", flag.defaultValue().json());
        flag.experiment().ifPresent(experiment -> json.put("experiment", encode(experiment.terms())));
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

    private static JsonObject encode(ExperimentTerms terms) {
        var variants = new JsonArray();
        for (var variant : terms.variants()) {
            variants.add(new JsonObject()
                    .put("name", variant.name().value())
                    .put("value", variant.value().json())
                    .put("weight", variant.weight()));
        }
        var json = new JsonObject()
                .put("id", terms.id().toString())
                .put("version", terms.version())
                .put("paused", terms.serving().isPaused())
                .put("rolled_back", terms.serving() == Serving.CONTROL)
                .put("intake_paused", terms.serving() == Serving.KNOWN_SUBJECTS)
                .put("salt", HexFormat.of().formatHex(terms.salt().bytes()))
                .put("targeting", terms.targeting().canonical())
                .put("sticky_requires_targeting", terms.stickyRequiresTargeting())
                .put("priority", terms.priority())
                .put("variants", variants)
                .put("control", terms.control());
        terms.conflict().ifPresent(conflict -> json.put("conflict", encode(conflict)));
        return json;
    }

    private static JsonObject encode(Conflict conflict) {
        var json = new JsonObject()
                .put(
                        "domains",
                        new JsonArray(conflict.domains().stream()
                                .map(ConflictDomain::value)
                                .toList()))
                .put("policy", conflict.policy().text());
        conflict.bid().ifPresent(bid -> json.put("bid", bid.toPlainString()));
        return json;
    }

    public static FlagPlan flag(JsonObject json) {
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
        return new ExperimentPlan(new ExperimentTerms(
                ExperimentId.of(json.getString("id")),
                json.getInteger("version"),
                serving(json),
                Salt.of(HexFormat.of().parseHex(json.getString("salt"))),
                rule(json.getString("targeting")),
                json.getBoolean("sticky_requires_targeting"),
                json.getInteger("priority", 0),
                Optional.ofNullable(json.getJsonObject("conflict")).map(PlanJson::conflict),
                variants,
                json.getInteger("control", 0)));
    }

    private static Serving serving(JsonObject json) {
        if (json.getBoolean("paused")) {
            return json.getBoolean("rolled_back", false) ? Serving.CONTROL : Serving.NOBODY;
        }
        return json.getBoolean("intake_paused", false) ? Serving.KNOWN_SUBJECTS : Serving.EVERYONE;
    }

    private static Conflict conflict(JsonObject json) {
        return new Conflict(
                json.getJsonArray("domains").stream()
                        .map(String.class::cast)
                        .map(ConflictDomain::new)
                        .toList(),
                Conflict.Policy.of(json.getString("policy")),
                Optional.ofNullable(json.getString("bid")).map(BigDecimal::new));
    }

    private static Rule rule(String text) {
        return switch (Rule.parse(text)) {
            case ParseResult.Parsed parsed -> parsed.rule();
            case ParseResult.Malformed malformed ->
                throw new IllegalArgumentException("the plan holds a rule that cannot be read: " + malformed.errors());
        };
    }
}
