package io.lotty.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.experiment.Completion;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.ExperimentState;
import io.lotty.experiment.Outcome;
import io.lotty.id.ExperimentId;
import io.lotty.id.MetricKey;
import io.lotty.kit.Covers;
import io.lotty.measure.Granularity;
import io.lotty.measure.Measure;
import io.lotty.measure.Pending;
import io.lotty.measure.Seen;
import io.lotty.measure.Slice;
import io.lotty.measure.Total;
import io.lotty.measure.Window;
import io.lotty.metric.MetricKind;
import io.lotty.refusal.Refusal;
import io.lotty.stats.Sums;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Covers("REP-1")
class ReportingTest {
    private static final Instant BEGINNING = Instant.parse("2027-03-02T00:00:00Z");
    private static final Instant NOW = Instant.parse("2027-03-04T08:00:00.123456789Z");
    private static final MetricKey CLICKS = new MetricKey("clicks");
    private static final MetricKey ORDERS = new MetricKey("orders");
    private static final Catalogue CATALOGUE = new Catalogue(List.of(
            Examples.metric("clicks", MetricKind.COUNT, "click"),
            Examples.metric("orders", MetricKind.PROPORTION, "purchase")));
    private static final Facts NO_FACTS =
            new Facts(Map.of(), Map.of(), Map.of(), new Pending(0, 0), Arrivals.NONE, Optional.empty());

    @Test
    void a_report_goes_from_the_day_of_the_start_to_the_end_of_this_one_by_default() {
        var report = report(new ExperimentState.Running(Examples.STARTED), wish(List.of()));

        assertThat(report.context().window())
                .isEqualTo(new Window(BEGINNING, Instant.parse("2027-03-05T00:00:00Z")));
        assertThat(report.context().version()).isEqualTo(3);
    }

    @Test
    void an_ended_experiment_is_reported_from_its_start() {
        var completed = new ExperimentState.Completed(
                Examples.STARTED, NOW, new Completion(Outcome.NO_EFFECT, Optional.empty(), "nothing moved"));

        assertThat(report(completed, wish(List.of())).context().window().from()).isEqualTo(BEGINNING);
        assertThat(report(new ExperimentState.Archived(completed), wish(List.of()))
                        .context()
                        .window()
                        .from())
                .isEqualTo(BEGINNING);
    }

    @Test
    void an_experiment_that_never_started_is_reported_from_its_creation() {
        var report = report(new ExperimentState.Draft(), wish(List.of()));

        assertThat(report.context().window().from()).isEqualTo(Examples.CREATED);
    }

    @Test
    void every_variant_appears_in_the_order_of_the_design_though_nothing_happened() {
        var report = report(new ExperimentState.Draft(), wish(List.of()));

        assertThat(report.variants())
                .extracting(one -> one.variant().name())
                .containsExactly(Examples.CONTROL, Examples.BLUE);
        assertThat(report.variants().getLast().arm().metrics().get(CLICKS))
                .isEqualTo(new Measure.Sum(Total.NOTHING, Sums.NOTHING));
        assertThat(report.series())
                .allSatisfy(period -> assertThat(period.variants()).hasSize(2));
    }

    @Test
    void the_series_has_every_day_that_the_window_touches() {
        var report = report(new ExperimentState.Running(Examples.STARTED), wish(List.of()));

        assertThat(report.series())
                .extracting(Report.Period::start)
                .containsExactly(
                        Instant.parse("2027-03-02T00:00:00Z"),
                        Instant.parse("2027-03-03T00:00:00Z"),
                        Instant.parse("2027-03-04T00:00:00Z"));
    }

    @Test
    void the_metrics_are_those_of_the_design_unless_others_are_wished() {
        var running = new ExperimentState.Running(Examples.STARTED);

        assertThat(report(running, wish(List.of())).overall().metrics().keySet())
                .containsExactly(CLICKS, ORDERS);
        assertThat(report(running, wish(List.of(ORDERS, ORDERS)))
                        .overall()
                        .metrics()
                        .keySet())
                .containsExactly(ORDERS);
    }

    @Test
    void facts_stand_where_they_belong() {
        var day = Instant.parse("2027-03-03T00:00:00Z");
        var one = new Measure.Sum(new Total(BigDecimal.ONE, 1), Sums.NOTHING);
        var facts = new Facts(
                Map.of(Slice.of(Examples.BLUE), new Seen(4, 5)),
                Map.of(CLICKS, Map.of(Slice.of(Examples.BLUE, day), one)),
                Map.of(),
                new Pending(0, 0),
                Arrivals.NONE,
                Optional.of(NOW));

        var report = reporting(new ExperimentState.Running(Examples.STARTED), facts)
                .report(Examples.EXPERIMENT, wish(List.of()), NOW);

        assertThat(report.variants().getLast().arm().seen()).isEqualTo(new Seen(4, 5));
        assertThat(report.series().get(1).variants().getLast().arm().metrics()).containsEntry(CLICKS, one);
        assertThat(report.overall().seen()).isEqualTo(Seen.NEVER);
    }

    @Test
    void an_unknown_experiment_or_metric_is_refused() {
        var reporting = reporting(new ExperimentState.Draft(), NO_FACTS);

        assertThatThrownBy(() -> reporting.report(new ExperimentId(new UUID(9, 9)), wish(List.of()), NOW))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> reporting.report(Examples.EXPERIMENT, wish(List.of(new MetricKey("x"))), NOW))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("there is no metric x");
    }

    @Test
    void a_window_that_ends_before_it_begins_is_refused() {
        var backwards = new Reporting.Wish(Optional.of(NOW), Optional.of(Examples.STARTED), Granularity.DAY, List.of());

        assertThatThrownBy(() -> report(new ExperimentState.Draft(), backwards))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("before from");
    }

    @Test
    void a_series_has_at_most_5000_periods() {
        var most = wish(Granularity.HOUR, Granularity.MAX_PERIODS);

        assertThat(report(new ExperimentState.Draft(), most).series()).hasSize(Granularity.MAX_PERIODS);
        assertThatThrownBy(
                        () -> report(new ExperimentState.Draft(), wish(Granularity.HOUR, Granularity.MAX_PERIODS + 1)))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("5000 periods");
    }

    private static Reporting.Wish wish(List<MetricKey> metrics) {
        return new Reporting.Wish(Optional.empty(), Optional.empty(), Granularity.DAY, metrics);
    }

    private static Reporting.Wish wish(Granularity granularity, int hours) {
        var to = Examples.CREATED.plusSeconds(3_600L * hours);
        return new Reporting.Wish(Optional.of(Examples.CREATED), Optional.of(to), granularity, List.of(CLICKS));
    }

    private static Report report(ExperimentState state, Reporting.Wish wish) {
        return reporting(state, NO_FACTS).report(Examples.EXPERIMENT, wish, NOW);
    }

    private static Reporting reporting(ExperimentState state, Facts facts) {
        Experiment experiment = Examples.experiment(state, List.of(CLICKS, ORDERS));
        return new Reporting(
                id -> Optional.of(experiment).filter(one -> one.id().equals(id)), CATALOGUE, question -> facts);
    }
}
