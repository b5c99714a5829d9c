package io.lotty.report.http;

import io.lotty.report.Adjustment;
import io.lotty.report.Belief;
import io.lotty.report.Comparison;
import io.lotty.report.Correction;
import io.lotty.report.Judgement;
import io.lotty.stats.Figure;
import io.lotty.stats.Finding;
import io.lotty.stats.Inference;
import io.lotty.stats.Interval;
import io.lotty.stats.Prior;
import io.vertx.core.json.JsonObject;

/** What a variant does to a metric, as readers get it. */
final class EffectJson {
    private EffectJson() {}

    /** Beside the value of the metric. */
    static void put(JsonObject metric, Finding<Judgement> judgement) {
        new FindingJson(metric).put("effect", judgement, EffectJson::effect).json();
    }

    private static JsonObject effect(Judgement judgement) {
        var comparison = judgement.comparison();
        var effect = comparison.effect();
        var atOneLook = comparison.atOneLook();
        var json = new FindingJson(new JsonObject())
                .put("compared", comparison.compared().text())
                .put("control", figure(effect.control()))
                .put("variant", figure(effect.treatment()))
                .put("absolute", Digits.of(effect.absolute().value()))
                .put("relative", effect.relative(), relative -> Digits.of(relative.value()))
                .put("ci", ci(atOneLook.interval()))
                .put("relative_ci", comparison.relativeAtOneLook(), relative -> ci(relative.interval()))
                .put("p_value", Digits.of(atOneLook.p()))
                .put("method", comparison.method().text())
                .put("sequential", comparison.atEveryLook(), EffectJson::sequential)
                .put("relative_sequential", comparison.relativeAtEveryLook(), EffectJson::sequential)
                .put("bayes", comparison.belief(), EffectJson::bayes);
        judgement.adjustment().ifPresent(adjustment -> json.put("cuped", adjustment, EffectJson::cuped));
        return json.put("adjusted", adjusted(judgement.correction()))
                .put("power", ProspectJson.write(judgement.prospect()))
                .json();
    }

    private static JsonObject figure(Figure figure) {
        return new JsonObject()
                .put("value", Digits.of(figure.value()))
                .put("standard_error", Digits.of(figure.standardError()))
                .put("subjects", figure.n());
    }

    private static JsonObject ci(Interval interval) {
        return new JsonObject()
                .put("low", Digits.of(interval.low()))
                .put("high", Digits.of(interval.high()))
                .put("level", Digits.of(Comparison.CONFIDENCE.level()));
    }

    private static JsonObject sequential(Inference inference) {
        return ci(inference.interval()).put("p_value", Digits.of(inference.p()));
    }

    private static JsonObject bayes(Belief belief) {
        return new JsonObject()
                .put("chance_to_beat_control", Digits.of(belief.chanceToBeatControl()))
                .put("expected_loss", Digits.of(belief.expectedLoss()))
                .put("prior", prior(belief.prior()));
    }

    private static JsonObject prior(Prior prior) {
        return switch (prior) {
            case Prior.Flat() -> new JsonObject().put("distribution", "flat");
            case Prior.Normal(var mean, var deviation) ->
                new JsonObject()
                        .put("distribution", "normal")
                        .put("mean", Digits.of(mean))
                        .put("standard_deviation", Digits.of(deviation));
        };
    }

    private static JsonObject cuped(Adjustment adjustment) {
        var comparison = adjustment.comparison();
        var atOneLook = comparison.atOneLook();
        return new FindingJson(new JsonObject())
                .put("absolute", Digits.of(comparison.effect().absolute().value()))
                .put("relative", comparison.effect().relative(), relative -> Digits.of(relative.value()))
                .put("ci", ci(atOneLook.interval()))
                .put("p_value", Digits.of(atOneLook.p()))
                .put("theta", Digits.of(adjustment.theta()))
                .put("correlation", Digits.of(adjustment.correlation()))
                .put("variance_reduction", Digits.of(adjustment.varianceReduction()))
                .json();
    }

    private static JsonObject adjusted(Correction correction) {
        return new JsonObject()
                .put("holm", Digits.of(correction.holm()))
                .put("benjamini_hochberg", Digits.of(correction.benjaminiHochberg()))
                .put("family", correction.family());
    }
}
