package io.lotty.decision.http;

import io.lotty.decision.Decision;
import io.lotty.decision.ExperimentPlan;
import io.lotty.decision.Explanation;
import io.lotty.decision.ForcedVariant;
import io.lotty.decision.Plan;
import io.lotty.decision.Step;
import io.lotty.experiment.Conflict;
import io.lotty.experiment.ConflictDomain;
import io.lotty.targeting.http.TraceJson;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;

/** An explanation as people read it: buckets of 1,000,000, shares in percent. */
final class ExplanationJson {
    private ExplanationJson() {}

    static JsonObject of(Plan plan, Explanation explanation, boolean degraded) {
        var decisions = new JsonObject();
        explanation.flags().forEach(flag -> decisions.put(flag.decision().key(), flag(flag, explanation.limits())));
        return new JsonObject()
                .put("decisions", decisions)
                .put("limits", limits(explanation.limits()))
                .put("configuration_revision", plan.revision())
                .put("degraded", degraded);
    }

    private static JsonObject flag(Explanation.OfFlag flag, Explanation.Limits limits) {
        if (flag.decision() instanceof Decision.UnknownFlag unknown) {
            return new JsonObject()
                    .put(
                            "error",
                            new JsonObject()
                                    .put("code", "flag_not_found")
                                    .put("message", "There is no flag " + unknown.key() + "."));
        }
        var json = answer(flag.decision());
        var steps = new JsonArray();
        for (var step : Step.values()) {
            if (flag.figures().isPresent() || step == Step.OVERRIDE || step == Step.STATE) {
                steps.add(new JsonObject()
                        .put("step", step.text())
                        .put("outcome", flag.outcome(step).text())
                        .mergeIn(figures(step, flag, limits)));
            }
        }
        return json.put("steps", steps);
    }

    /** As decide would answer, but for the decision id. */
    private static JsonObject answer(Decision decision) {
        var json = new JsonObject()
                .put("value", Json.decodeValue(decision.value().orElseThrow().json()))
                .put("reason", decision.because().orElseThrow().text());
        return switch (decision) {
            case Decision.Default _, Decision.UnknownFlag _ -> json;
            case Decision.ConflictLost lost ->
                json.put("winner_experiment_id", lost.winner().id().toString());
            case Decision.RolledBack back ->
                experiment(
                        json,
                        back.experiment(),
                        back.experiment().control().name().value());
            case Decision.Assigned assigned ->
                experiment(
                        json, assigned.experiment(), assigned.variant().name().value());
            case Decision.Forced given -> forced(json, given.forced());
        };
    }

    private static JsonObject experiment(JsonObject json, ExperimentPlan experiment, String variant) {
        return json.put("experiment_id", experiment.id().toString())
                .put("experiment_version", experiment.version())
                .put("variant", variant);
    }

    private static JsonObject forced(JsonObject json, ForcedVariant forced) {
        return json.put("experiment_id", forced.experiment().toString())
                .put("experiment_version", forced.version())
                .put("variant", forced.variant().value());
    }

    private static JsonObject figures(Step step, Explanation.OfFlag flag, Explanation.Limits limits) {
        return switch (step) {
            case OVERRIDE -> new JsonObject().put("forced", flag.decision() instanceof Decision.Forced);
            case STATE -> flag.figures().map(ExplanationJson::state).orElseGet(JsonObject::new);
            case TARGETING ->
                new JsonObject()
                        .put("rule", experiment(flag).targeting().canonical())
                        .put("required_of_participants", experiment(flag).stickyRequiresTargeting())
                        .put("trace", TraceJson.of(figures(flag).targeting()));
            case AUDIENCE ->
                new JsonObject()
                        .put("bucket", figures(flag).audienceBucket())
                        .put("below", experiment(flag).share())
                        .put("audience_share", percent(experiment(flag).share()));
            case INTAKE ->
                new JsonObject().put("serving", experiment(flag).serving().text());
            case CONFLICTS ->
                experiment(flag)
                        .conflict()
                        .map(conflict -> conflicts(conflict, figures(flag)))
                        .orElseGet(JsonObject::new);
            case ENROLMENT -> new JsonObject();
            case LIMITS ->
                limits(limits)
                        .put("priority", experiment(flag).priority())
                        .put("lot", Long.toUnsignedString(figures(flag).lot()));
            case VARIANT -> variant(figures(flag));
        };
    }

    private static JsonObject state(Explanation.Figures figures) {
        var experiment = figures.experiment();
        var json = new JsonObject()
                .put("experiment_id", experiment.id().toString())
                .put("experiment_version", experiment.version())
                .put("serving", experiment.serving().text());
        figures.held()
                .ifPresent(held -> json.put(
                        "held",
                        new JsonObject()
                                .put("variant", held.variant().name().value())
                                .put("assigned_at", held.since().toString())));
        return json;
    }

    private static JsonObject conflicts(Conflict declared, Explanation.Figures figures) {
        var conflicts = figures.conflicts().orElseThrow();
        var holders = new JsonArray();
        conflicts
                .holders()
                .forEach((domain, experiment) -> holders.add(
                        new JsonObject().put("domain", domain.value()).put("experiment_id", experiment.toString())));
        var candidates = new JsonArray();
        conflicts
                .candidates()
                .forEach(candidate -> candidates.add(new JsonObject()
                        .put("experiment_id", candidate.experiment().toString())
                        .put("stake", candidate.stake())
                        .put("lot", Long.toUnsignedString(candidate.lot()))));
        var domains = new JsonArray(
                declared.domains().stream().map(ConflictDomain::value).toList());
        return new JsonObject()
                .put("domains", domains)
                .put("policy", declared.policy().text())
                .put("holders", holders)
                .put("candidates", candidates);
    }

    private static JsonObject variant(Explanation.Figures figures) {
        var weights = new JsonArray();
        figures.experiment()
                .variants()
                .forEach(variant -> weights.add(new JsonObject()
                        .put("variant", variant.name().value())
                        .put("weight", percent(variant.weight()))));
        return new JsonObject()
                .put("bucket", figures.variantBucket())
                .put("variant_of_bucket", figures.byHash().name().value())
                .put("weights", weights);
    }

    private static JsonObject limits(Explanation.Limits limits) {
        var policy = limits.policy();
        return new JsonObject()
                .put("held", limits.held())
                .put("max_concurrent_experiments", policy.maxConcurrent())
                .put("participations", limits.recent())
                .put("within_days", policy.withinDays())
                .put("cooldown_after", policy.cooldownAfter())
                .put(
                        "cooldown_until",
                        limits.restsUntil().map(Instant::toString).orElse(null));
    }

    private static Explanation.Figures figures(Explanation.OfFlag flag) {
        return flag.figures().orElseThrow();
    }

    private static ExperimentPlan experiment(Explanation.OfFlag flag) {
        return figures(flag).experiment();
    }

    private static BigDecimal percent(int millionths) {
        return BigDecimal.valueOf(millionths, 4);
    }
}
