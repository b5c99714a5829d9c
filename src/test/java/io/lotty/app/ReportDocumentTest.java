package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.id.EventTypeKey;
import io.lotty.id.MetricKey;
import io.lotty.kit.Covers;
import io.lotty.measure.Measure;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKind;
import io.lotty.metric.Source;
import io.lotty.metric.Unit;
import io.lotty.report.Examples;
import io.lotty.report.Observations;
import io.lotty.report.http.Answered;
import io.lotty.stats.Figure;
import io.lotty.stats.Finding;
import io.lotty.stats.Interval;
import io.lotty.stats.Quantile;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports of every shape are as documented. */
@Covers("API-1")
class ReportDocumentTest {
    private static final ApiDocument DOCUMENT = ApiDocument.read();
    private static final JsonObject REPORT = new JsonObject().put("$ref", "#/components/schemas/Report");
    private static final MetricKey RATE = new MetricKey("rate");
    private static final MetricKey CLICKS = new MetricKey("clicks");
    private static final MetricKey RATIO = new MetricKey("ratio");
    private static final MetricKey MEDIAN = new MetricKey("median");
    private static final MetricKey ERRORS = new MetricKey("errors");
    private static final Source LATENCY = new Source(new EventTypeKey("latency"), Optional.of("value_ms"));
    private static final List<Metric> METRICS = List.of(
            Examples.metric("rate", MetricKind.PROPORTION, "click"),
            Examples.metric("clicks", MetricKind.COUNT, "click"),
            Examples.metric("ratio", MetricKind.RATIO, "click"),
            Examples.metric("median", MetricKind.QUANTILE, LATENCY, Unit.EVENT),
            Examples.errors("errors"));

    @ParameterizedTest
    @MethodSource("observations")
    void a_report_is_as_documented(int variants, Observations facts) {
        var design = Examples.design(variants, List.of(RATE, CLICKS, RATIO, MEDIAN), List.of(ERRORS));
        var text = Answered.bytes(facts.report(design, METRICS)).toString();

        assertThat(DOCUMENT.flaws(REPORT, text)).isEmpty();
    }

    static Stream<Arguments> observations() {
        return Stream.of(
                Arguments.of(1, new Observations()),
                Arguments.of(2, new Observations()),
                Arguments.of(2, full(1_000, 1_200)),
                Arguments.of(2, full(1_200, 1_000)),
                Arguments.of(3, full(1_000, 1_100)),
                Arguments.of(2, full(3, 40)));
    }

    private static Observations full(long control, long blue) {
        return new Observations()
                .exposed(Examples.CONTROL, 10_000)
                .exposed(Examples.BLUE, 10_000)
                .proportion(RATE, Examples.CONTROL, 10_000, control)
                .proportion(RATE, Examples.BLUE, 10_000, blue)
                .past(RATE, Examples.CONTROL, Observations.pairs(10_000, control, 900, control, 900, control / 4))
                .past(RATE, Examples.BLUE, Observations.pairs(10_000, blue, 910, blue, 910, blue / 4))
                .measure(CLICKS, Examples.CONTROL, Observations.sum(40, 400, 4_390))
                .measure(CLICKS, Examples.BLUE, Observations.sum(50, 560, 6_762))
                .past(CLICKS, Examples.CONTROL, Observations.pairs(40, 400, 0, 4_390, 0, 0))
                .past(CLICKS, Examples.BLUE, Observations.pairs(50, 560, 0, 6_762, 0, 0))
                .measure(RATIO, Examples.CONTROL, ratio(300))
                .measure(RATIO, Examples.BLUE, ratio(360))
                .measure(MEDIAN, Examples.CONTROL, quantile(100))
                .measure(MEDIAN, Examples.BLUE, quantile(110))
                .proportion(ERRORS, Examples.CONTROL, 10_000, 500)
                .proportion(ERRORS, Examples.BLUE, 10_000, 650);
    }

    private static Measure ratio(long clicks) {
        return new Measure.Ratio(Observations.pairs(100, clicks, 1_000, 1_500, 11_000, 10 * clicks + 300), 1_000);
    }

    private static Measure quantile(double value) {
        var figure = new Figure(value, 9, 400);
        return new Measure.Quantile(
                Optional.of(BigDecimal.valueOf(value)),
                900,
                Finding.found(new Quantile(figure, new Interval(value - 1, value + 1))));
    }
}
