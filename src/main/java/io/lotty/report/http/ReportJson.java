package io.lotty.report.http;

import io.lotty.id.MetricKey;
import io.lotty.measure.Measure;
import io.lotty.measure.Seen;
import io.lotty.metric.Metric;
import io.lotty.report.Analysis;
import io.lotty.report.Hypothesis;
import io.lotty.report.Method;
import io.lotty.report.Report;
import io.lotty.targeting.Rule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports as readers get them; the same report is the same bytes. */
final class ReportJson {
    private ReportJson() {}

    static JsonObject write(Report report) {
        var variants = new JsonArray();
        report.variants().forEach(variant -> variants.add(variant(variant, report.analysis())));
        var series = new JsonArray();
        report.series().forEach(period -> series.add(period(period)));
        var json = new JsonObject()
                .put("context", context(report.context()))
                .put(
                        "overall",
                        seen(new JsonObject(), report.overall().seen())
                                .put("metrics", metrics(report.overall().metrics())))
                .put("variants", variants)
                .put("series", series)
                .put(
                        "data_quality",
                        QualityJson.write(report.arrivals(), report.pending()).put("srm", SegmentJson.balance(report)))
                .put("verdict", VerdictJson.write(report.analysis().verdict()))
                .put("methods", methods());
        report.context().breakdown().ifPresent(property -> json.put("breakdown", SegmentJson.write(report)));
        return json;
    }

    private static JsonObject context(Report.Context context) {
        var metrics = new JsonArray();
        context.metrics().forEach(metric -> metrics.add(metric(metric)));
        return new JsonObject()
                .put("experiment_id", context.experiment().toString())
                .put("version", context.version())
                .put("from", context.window().from().toString())
                .put("to", context.window().to().toString())
                .put("granularity", context.granularity().text())
                .put("breakdown", context.breakdown().orElse(null))
                .put("link", ReportLink.of(context))
                .put("attribution", Report.ATTRIBUTION)
                .put("metrics", metrics)
                .put("as_of", context.asOf().map(Instant::toString).orElse(null));
    }

    private static JsonObject metric(Metric metric) {
        return new JsonObject()
                .put("key", metric.key().value())
                .put("version", metric.version())
                .put("name", metric.definition().name())
                .put("kind", metric.definition().kind().text())
                .put("unit", metric.definition().unit().text())
                .put("requires_exposure", metric.definition().requiresExposure())
                .put("better", metric.definition().better().text())
                .put("filter", metric.definition().filter().map(Rule::canonical).orElse(null))
                .put("cap", metric.definition().cap().orElse(null))
                .put("winsorize", metric.definition().winsorize().orElse(null))
                .put(
                        "window_seconds",
                        metric.definition().window().map(Duration::toSeconds).orElse(null));
    }

    private static JsonObject variant(Report.Arm.OfVariant one, Analysis analysis) {
        var name = one.variant().name();
        var json = new JsonObject()
                .put("name", name.value())
                .put("control", one.variant().control());
        var metrics = new JsonObject();
        one.arm().metrics().forEach((key, measure) -> {
            var metric = measure(measure);
            analysis.of(new Hypothesis(name, key)).ifPresent(judgement -> EffectJson.put(metric, judgement));
            metrics.put(key.value(), metric);
        });
        return seen(json, one.arm().seen()).put("metrics", metrics);
    }

    private static JsonObject period(Report.Period period) {
        var variants = new JsonArray();
        for (var one : period.variants()) {
            variants.add(new JsonObject()
                    .put("name", one.variant().name().value())
                    .put("metrics", metrics(one.arm().metrics())));
        }
        return new JsonObject().put("start", period.start().toString()).put("variants", variants);
    }

    /** The numbers of a variant, without what is made of them. */
    static JsonObject plain(Report.Arm.OfVariant one) {
        var json = new JsonObject()
                .put("name", one.variant().name().value())
                .put("control", one.variant().control());
        return seen(json, one.arm().seen()).put("metrics", metrics(one.arm().metrics()));
    }

    private static JsonObject seen(JsonObject json, Seen seen) {
        return json.put("subjects", seen.subjects()).put("exposures", seen.exposures());
    }

    private static JsonObject metrics(Map<MetricKey, Measure> measures) {
        var json = new JsonObject();
        measures.forEach((key, measure) -> json.put(key.value(), measure(measure)));
        return json;
    }

    private static JsonObject measure(Measure measure) {
        return new JsonObject().put("value", number(measure.value())).put("n", measure.n());
    }

    private static JsonArray methods() {
        var methods = new JsonArray();
        for (var method : Method.values()) {
            methods.add(new JsonObject()
                    .put("name", method.text())
                    .put("what", method.what())
                    .put("assumptions", method.assumptions())
                    .put("source", method.source()));
        }
        return methods;
    }

    /** One number has one spelling: 3.50 is 3.5, and 1E+3 is 1000. */
    static @Nullable BigDecimal number(Optional<BigDecimal> value) {
        return value.map(BigDecimal::stripTrailingZeros)
                .map(spelt -> spelt.scale() < 0 ? spelt.setScale(0) : spelt)
                .orElse(null);
    }
}
