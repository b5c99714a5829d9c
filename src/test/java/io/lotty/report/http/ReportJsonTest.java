package io.lotty.report.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.experiment.ExperimentState;
import io.lotty.id.MetricKey;
import io.lotty.kit.Covers;
import io.lotty.measure.Granularity;
import io.lotty.measure.Measure;
import io.lotty.measure.Pending;
import io.lotty.measure.Seen;
import io.lotty.measure.Slice;
import io.lotty.measure.Total;
import io.lotty.metric.MetricKind;
import io.lotty.report.Arrivals;
import io.lotty.report.Catalogue;
import io.lotty.report.Delays;
import io.lotty.report.Examples;
import io.lotty.report.Facts;
import io.lotty.report.Reporting;
import io.lotty.stats.Sums;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Covers("REP-1")
class ReportJsonTest {
    private static final Instant NOW = Instant.parse("2027-03-02T12:00:00Z");
    private static final MetricKey CLICKS = new MetricKey("clicks");

    @Test
    void a_report_is_written_as_readers_get_it() {
        var measures = Map.<Slice, Measure>of(
                Slice.OVERALL,
                new Measure.Sum(new Total(new BigDecimal("3.50"), 2), Sums.NOTHING),
                Slice.of(Examples.BLUE),
                new Measure.Sum(new Total(new BigDecimal("1E+3"), 2), Sums.NOTHING));
        var facts = new Facts(
                Map.of(Slice.OVERALL, new Seen(4, 5)),
                Map.of(CLICKS, measures),
                Map.of(),
                new Pending(1, 3),
                Arrivals.NONE,
                Optional.of(NOW));

        var json = ReportJson.write(reporting(facts).report(Examples.EXPERIMENT, wish(), NOW))
                .encode();

        assertThat(json)
                .contains("\"overall\":{\"subjects\":4,\"exposures\":5,\"metrics\":{\"clicks\":{\"value\":3.5,\"n\":2},"
                        + "\"rate\":{\"value\":null,\"n\":0}}}")
                .contains("{\"name\":\"control\",\"control\":true,\"subjects\":0,\"exposures\":0,"
                        + "\"metrics\":{\"clicks\":{\"value\":0,\"n\":0},\"rate\":{\"value\":null,\"n\":0}}}")
                .contains("\"clicks\":{\"value\":1000,\"n\":2,\"effect\":null,"
                        + "\"why\":{\"effect\":\"a variant has fewer than two subjects\"}}")
                .contains("\"series\":[{\"start\":\"2027-03-02T00:00:00Z\",\"variants\":[{\"name\":\"control\",")
                .contains("\"pending\":{\"count\":1,\"share\":0.33333333333333333333}")
                .contains("\"as_of\":\"2027-03-02T12:00:00Z\"");
    }

    @Test
    @Covers("REP-3")
    void data_quality_is_what_became_of_events_on_arrival() {
        var arrivals = new Arrivals(
                new Delays(Map.of(0, 1L, 10, 13L, 14, 1L)), 1, Map.of("unknown_type", 3L, "missing_field", 1L));

        assertThat(QualityJson.write(arrivals, new Pending(3, 12)).encode())
                .isEqualTo("{\"accepted\":{\"count\":15,\"share\":0.75},"
                        + "\"rejected\":{\"count\":4,\"share\":0.2,\"top\":["
                        + "{\"code\":\"unknown_type\",\"count\":3},{\"code\":\"missing_field\",\"count\":1}]},"
                        + "\"duplicates\":{\"count\":1,\"share\":0.05},"
                        + "\"pending\":{\"count\":3,\"share\":0.25},"
                        + "\"delay_seconds\":{\"p50\":7.24,\"p95\":116}}");
        assertThat(QualityJson.write(Arrivals.NONE, new Pending(0, 0)).encode())
                .isEqualTo("{\"accepted\":{\"count\":0,\"share\":null},"
                        + "\"rejected\":{\"count\":0,\"share\":null,\"top\":[]},"
                        + "\"duplicates\":{\"count\":0,\"share\":null},"
                        + "\"pending\":{\"count\":0,\"share\":null},"
                        + "\"delay_seconds\":{\"p50\":null,\"p95\":null}}");
    }

    @Test
    void the_context_says_under_which_conditions_the_numbers_hold() {
        var facts = new Facts(Map.of(), Map.of(), Map.of(), new Pending(0, 0), Arrivals.NONE, Optional.empty());

        var context = ReportJson.write(reporting(facts).report(Examples.EXPERIMENT, wish(), NOW))
                .getJsonObject("context");

        assertThat(context.fieldNames())
                .containsExactly(
                        "experiment_id",
                        "version",
                        "from",
                        "to",
                        "granularity",
                        "breakdown",
                        "link",
                        "attribution",
                        "metrics",
                        "as_of");
        assertThat(context.getString("from")).isEqualTo("2027-03-02T00:00:00Z");
        assertThat(context.getJsonArray("metrics").getJsonObject(0).getString("better"))
                .isEqualTo("higher");
        assertThat(context.getValue("as_of")).isNull();
    }

    private static Reporting.Wish wish() {
        return new Reporting.Wish(Optional.empty(), Optional.empty(), Granularity.DAY, List.of());
    }

    private static Reporting reporting(Facts facts) {
        var running = new ExperimentState.Running(Examples.STARTED);
        var experiment = Examples.experiment(running, List.of(CLICKS, new MetricKey("rate")));
        var catalogue = new Catalogue(List.of(
                Examples.metric("clicks", MetricKind.COUNT, "click"),
                Examples.metric("rate", MetricKind.PROPORTION, "click")));
        return new Reporting(id -> Optional.of(experiment), catalogue, question -> facts);
    }
}
