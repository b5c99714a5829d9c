package io.lotty.report.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.id.EventTypeKey;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.measure.Granularity;
import io.lotty.measure.Seen;
import io.lotty.measure.Slice;
import io.lotty.measure.Window;
import io.lotty.metric.Definitions;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKind;
import io.lotty.metric.Source;
import io.lotty.metric.Unit;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.report.Examples;
import io.lotty.report.Facts;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithStores
@Covers({"REP-1", "EVT-6"})
class PgReportFactsIT {
    private static final Instant FROM = Instant.parse("2027-03-02T10:30:00Z");
    private static final Instant TO = Instant.parse("2027-03-04T00:00:00Z");
    private static final Instant NOON = Instant.parse("2027-03-03T12:00:00Z");
    private static final Slice CONTROL = Slice.of(Examples.CONTROL);
    private static final Slice BLUE = Slice.of(Examples.BLUE);

    private static final Metric CLICKS = Examples.metric("clicks", MetricKind.COUNT, "click");
    private static final Metric RATE = Examples.metric("rate", MetricKind.PROPORTION, "click");
    private static final Metric CLICKS_PER_EXPOSURE = Examples.metric("ctr", MetricKind.RATIO, "click");
    private static final Metric SPENT = amounts("spent", MetricKind.SUM, Unit.EVENT);
    private static final Metric PER_PURCHASE = amounts("per_purchase", MetricKind.MEAN, Unit.EVENT);
    private static final Metric PER_SUBJECT = amounts("per_subject", MetricKind.MEAN, Unit.SUBJECT);
    private static final Metric MEDIAN = amounts("median", MetricKind.QUANTILE, Unit.EVENT);
    private static final Metric MEDIAN_SUBJECT = amounts("median_subject", MetricKind.QUANTILE, Unit.SUBJECT);

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg pg;
    private final PgReportFacts reportFacts;

    private int eventNumber;

    PgReportFactsIT(FreshDatabase database) {
        this.database = database;
        pg = new Pg(PgPools.open(vertx, database.url(), 2));
        reportFacts = new PgReportFacts(pg);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void without_events_there_is_nothing_and_no_number_is_made_up() {
        var facts = facts(CLICKS, RATE, SPENT, PER_SUBJECT, MEDIAN, CLICKS_PER_EXPOSURE);

        assertThat(facts.seen(Slice.OVERALL)).isEqualTo(Seen.NEVER);
        assertThat(facts.asOf()).isEmpty();
        assertThat(facts.pending().share()).isEmpty();
        assertMetric(facts, CLICKS, Slice.OVERALL, "0", 0);
        assertMetric(facts, SPENT, Slice.OVERALL, "0", 0);
        assertMetric(facts, RATE, Slice.OVERALL, null, 0);
        assertMetric(facts, PER_SUBJECT, Slice.OVERALL, null, 0);
        assertMetric(facts, MEDIAN, Slice.OVERALL, null, 0);
        assertMetric(facts, CLICKS_PER_EXPOSURE, Slice.OVERALL, null, 0);
    }

    @Test
    void a_small_experiment_gives_the_numbers_that_were_counted_by_hand() {
        store(
                // control: subject 1 sees it twice and buys twice, subject 2 sees it and clicks twice
                event("exposure", 1, NOON),
                event("exposure", 1, NOON.plusSeconds(60)),
                purchase(1, "0.1"),
                purchase(1, "0.2"),
                event("exposure", 2, NOON),
                event("click", 2, NOON),
                event("click", 2, NOON),
                // blue: subject 11 sees it and buys once, subjects 12 and 13 only see it
                event("exposure", 11, NOON),
                purchase(11, "40"),
                event("exposure", 12, NOON),
                event("exposure", 13, NOON));

        var facts = facts(CLICKS, RATE, CLICKS_PER_EXPOSURE, SPENT, PER_PURCHASE, PER_SUBJECT, MEDIAN, MEDIAN_SUBJECT);

        assertThat(facts.seen(CONTROL)).isEqualTo(new Seen(2, 3));
        assertThat(facts.seen(BLUE)).isEqualTo(new Seen(3, 3));
        assertThat(facts.seen(Slice.OVERALL)).isEqualTo(new Seen(5, 6));
        assertThat(facts.asOf()).contains(EventTable.RECEIVED);
        assertMetric(facts, CLICKS, CONTROL, "2", 2);
        assertMetric(facts, CLICKS, BLUE, "0", 0);
        assertMetric(facts, RATE, CONTROL, "0.5", 2);
        assertMetric(facts, RATE, BLUE, "0", 3);
        assertMetric(facts, RATE, Slice.OVERALL, "0.2", 5);
        assertMetric(facts, CLICKS_PER_EXPOSURE, Slice.OVERALL, "0.33333333333333333333", 6);
        assertMetric(facts, SPENT, CONTROL, "0.3", 2);
        assertMetric(facts, SPENT, Slice.OVERALL, "40.3", 3);
        assertMetric(facts, PER_PURCHASE, CONTROL, "0.15", 2);
        assertMetric(facts, PER_SUBJECT, BLUE, "13.333333333333333333", 3);
        assertMetric(facts, MEDIAN, Slice.OVERALL, "0.2", 3);
        assertMetric(facts, MEDIAN_SUBJECT, BLUE, "0", 3);
        assertMetric(facts, MEDIAN_SUBJECT, Slice.OVERALL, "0", 5);
    }

    @Test
    void an_event_waits_until_its_decision_was_seen_whenever_that_was() {
        store(event("click", 1, NOON), event("click", 2, NOON), event("exposure", 3, NOON), event("click", 3, NOON));

        var before = facts(CLICKS);
        store(
                event("exposure", 1, NOON.plusSeconds(6 * 86_400)), // after the window
                event("exposure", 2, NOON.minusSeconds(6 * 86_400))); // before it
        var after = facts(CLICKS);

        assertMetric(before, CLICKS, CONTROL, "1", 1);
        assertThat(before.pending().count()).isEqualTo(2);
        assertThat(before.pending().share()).contains(new BigDecimal("0.5"));
        assertMetric(after, CLICKS, CONTROL, "3", 3);
        assertThat(after.pending().count()).isZero();
        assertThat(after.seen(CONTROL)).isEqualTo(new Seen(1, 1));
    }

    @Test
    void an_exposure_of_another_decision_does_not_count() {
        store(
                event("click", 1, NOON),
                new StoredEvent("other", "exposure", 99, experiment(), "control", "assigned", 1, NOON, null));

        assertMetric(facts(CLICKS), CLICKS, CONTROL, "0", 0);
    }

    @Test
    void a_metric_may_require_exposure_where_its_event_type_does_not() throws SQLException {
        database.execute("SET lotty.actor = 'test'; SET lotty.action = 'test'; SET lotty.request_id = 'test';"
                + " UPDATE event_type SET requires_exposure = false WHERE key = 'click'");
        store(event("click", 1, NOON), event("exposure", 2, NOON), event("click", 2, NOON));
        var strict = Examples.metric("strict", Definitions.withExposure(CLICKS.definition()));

        var facts = facts(CLICKS, strict);

        assertMetric(facts, CLICKS, CONTROL, "2", 2);
        assertMetric(facts, strict, CONTROL, "1", 1);
        assertThat(facts.pending().count()).isZero();
    }

    @Test
    void overrides_and_other_experiments_and_repeated_ids_change_nothing() {
        var click = event("click", 1, NOON);
        store(event("exposure", 1, NOON), click);
        var before = facts(CLICKS, SPENT);

        store(
                click,
                event("exposure", 2, NOON).reasoned("override"),
                event("click", 2, NOON).reasoned("override"),
                event("exposure", 3, NOON).of(new UUID(8, 8)),
                event("click", 3, NOON).of(new UUID(8, 8)));

        assertThat(facts(CLICKS, SPENT)).isEqualTo(before);
    }

    @Test
    void the_window_takes_its_beginning_in_and_leaves_its_end_out() {
        store(
                event("exposure", 1, FROM.minusNanos(1_000)),
                event("click", 1, FROM.minusNanos(1_000)),
                event("click", 1, FROM),
                event("click", 1, TO.minusNanos(1_000)),
                event("click", 1, TO));

        var facts = facts(CLICKS);

        assertMetric(facts, CLICKS, CONTROL, "2", 2);
        assertMetric(facts, CLICKS, Slice.of(Examples.CONTROL, Instant.parse("2027-03-02T00:00:00Z")), "1", 1);
        assertMetric(facts, CLICKS, Slice.of(Examples.CONTROL, Instant.parse("2027-03-03T00:00:00Z")), "1", 1);
        assertThat(facts.seen(CONTROL)).isEqualTo(Seen.NEVER);
    }

    @Test
    void an_event_without_the_number_adds_nothing_and_is_not_counted() {
        store(event("exposure", 1, NOON), purchase(1, "10"), event("purchase", 1, NOON));

        var facts = facts(SPENT, PER_PURCHASE);

        assertMetric(facts, SPENT, CONTROL, "10", 1);
        assertMetric(facts, PER_PURCHASE, CONTROL, "10", 1);
    }

    @Test
    void one_event_of_a_subject_outside_the_window_of_exposures_makes_no_subject() {
        store(event("exposure", 1, FROM.minusSeconds(60)), event("click", 1, NOON), event("exposure", 2, NOON));

        var facts = facts(CLICKS, RATE);

        assertMetric(facts, CLICKS, CONTROL, "1", 1);
        assertMetric(facts, RATE, CONTROL, "0", 1);
    }

    private StoredEvent event(String type, int subject, Instant at) {
        return event(type, subject, at, null);
    }

    private StoredEvent purchase(int subject, String amount) {
        return event("purchase", subject, NOON, new BigDecimal(amount));
    }

    /** Subjects up to 10 are in control, the others in blue; a subject's decision has its number. */
    private StoredEvent event(String type, int subject, Instant at, @Nullable BigDecimal amount) {
        var variant = subject <= 10 ? Examples.CONTROL : Examples.BLUE;
        return new StoredEvent(
                "e" + ++eventNumber, type, subject, experiment(), variant.value(), "assigned", subject, at, amount);
    }

    private void store(StoredEvent... events) {
        EventTable.fill(pg, List.of(events));
    }

    private Facts facts(Metric... metrics) {
        return reportFacts.of(Examples.question(
                List.of(Examples.CONTROL, Examples.BLUE), new Window(FROM, TO), Granularity.DAY, List.of(metrics)));
    }

    private static UUID experiment() {
        return Examples.EXPERIMENT.value();
    }

    private static Metric amounts(String key, MetricKind kind, Unit unit) {
        return Examples.metric(key, kind, new Source(new EventTypeKey("purchase"), Optional.of("amount")), unit);
    }

    private static void assertMetric(Facts facts, Metric metric, Slice slice, @Nullable String value, long n) {
        var measure = facts.measure(metric, slice);
        assertThat(measure.value().map(number -> number.stripTrailingZeros().toPlainString()))
                .as("%s in %s", metric.key(), slice)
                .isEqualTo(Optional.ofNullable(value));
        assertThat(measure.n()).as("n of %s in %s", metric.key(), slice).isEqualTo(n);
    }
}
