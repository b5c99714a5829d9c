package io.lotty.report.http;

import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.report.Reason;
import io.lotty.report.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Whether an experiment can be decided, and why, as readers get it. */
final class VerdictJson {
    private VerdictJson() {}

    static JsonObject write(Verdict verdict) {
        var reasons = new JsonArray();
        verdict.reasons().forEach(reason -> reasons.add(reason(reason)));
        var json = new JsonObject().put("ready", verdict.isReady()).put("conclusion", conclusion(verdict));
        if (verdict instanceof Verdict.Better(var variant, var _)) {
            json.put("variant", variant.value());
        }
        return json.put("message", verdict.words()).put("reasons", reasons);
    }

    private static String conclusion(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Better _ -> "better";
            case Verdict.Worse _ -> "worse";
            case Verdict.NoDifference _ -> "no_difference";
            case Verdict.NotReady _ -> "not_ready";
        };
    }

    private static JsonObject reason(Reason reason) {
        var figures = new JsonObject();
        reason.figures().forEach(figured -> figures.put(figured.name(), Digits.of(figured.number())));
        return new JsonObject()
                .put("code", reason.code().text())
                .put("stands", reason.stand().text())
                .put("variant", reason.variant().map(VariantName::value).orElse(null))
                .put("metric", reason.metric().map(MetricKey::value).orElse(null))
                .put("figures", figures)
                .put("message", reason.words());
    }
}
