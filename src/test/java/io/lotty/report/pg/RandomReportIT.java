package io.lotty.report.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lotty.id.EventTypeKey;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.measure.Granularity;
import io.lotty.measure.Measure;
import io.lotty.measure.Slice;
import io.lotty.measure.Window;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKind;
import io.lotty.metric.Source;
import io.lotty.metric.Unit;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.report.Examples;
import io.lotty.report.Facts;
import io.lotty.report.Question;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithStores
@Covers({"REP-1", "REP-5", "EVT-6", "MET-1"})
class RandomReportIT {
    private static final Window WINDOW = new Window(
            RandomEvents.BEGIN.plusSeconds(86_400 + 5_000), RandomEvents.BEGIN.plusSeconds(4 * 86_400 - 3_000));
    private static final Source CLICKS = new Source(new EventTypeKey("click"), Optional.empty());
    private static final Source AMOUNTS = new Source(new EventTypeKey("purchase"), Optional.of("amount"));
    private static final List<Metric> METRICS = metrics();

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg pg;
    private final PgReportFacts reportFacts;

    RandomReportIT(FreshDatabase database) {
        this.database = database;
        pg = new Pg(PgPools.open(vertx, database.url(), 2));
        reportFacts = new PgReportFacts(pg);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void the_database_counts_as_an_independent_count_does(long seed) throws SQLException {
        var events = new RandomEvents(new Random(seed)).list(600);
        EventTable.fill(pg, events);

        for (var granularity : Granularity.values()) {
            var recount = new Recount(events, WINDOW, granularity);
            var facts = reportFacts.of(question(granularity));
            for (var slice : slices(granularity)) {
                assertThat(facts.seen(slice)).as("seen in %s", slice).isEqualTo(recount.seen(slice));
                METRICS.forEach(metric -> assertSame(metric, slice, facts, recount));
            }
            assertThat(new long[] {facts.pending().count(), facts.pending().events()})
                    .isEqualTo(recount.pending());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void what_adds_up_adds_up_over_variants_and_periods(long seed) throws SQLException {
        EventTable.fill(pg, new RandomEvents(new Random(seed)).list(600));

        var facts = reportFacts.of(question(Granularity.HOUR));

        for (var metric : METRICS) {
            if (metric.definition().kind() == MetricKind.COUNT
                    || metric.definition().kind() == MetricKind.SUM) {
                var overall = facts.measure(metric, Slice.OVERALL);
                assertThat(sum(facts, metric, List.of(Slice.of(Examples.CONTROL), Slice.of(Examples.BLUE))))
                        .isEqualByComparingTo(overall.value().orElseThrow());
                var periods = slices(Granularity.HOUR).stream()
                        .filter(slice -> slice.period().isPresent())
                        .toList();
                assertThat(sum(facts, metric, periods))
                        .isEqualByComparingTo(overall.value().orElseThrow());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void the_order_of_arrival_leaves_no_trace(long seed) throws SQLException {
        var events = new RandomEvents(new Random(20)).list(400);
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(seed));
        EventTable.fill(pg, events);
        var inOrder = reportFacts.of(question(Granularity.DAY));

        database.execute("TRUNCATE event, event_key, event_quality, measuring CASCADE");
        EventTable.fill(pg, shuffled);

        assertThat(reportFacts.of(question(Granularity.DAY))).isEqualTo(inOrder);
    }

    private static void assertSame(Metric metric, Slice slice, Facts facts, Recount recount) {
        var expected = recount.metric(metric, slice);
        var actual = facts.measure(metric, slice);
        var label = metric.key() + " " + metric.definition().requiresExposure() + " in " + slice;
        assertThat(actual.n()).as("n of %s", label).isEqualTo(expected.n());
        if (expected.value() == null) {
            assertThat(actual.value()).as("value of %s", label).isEmpty();
        } else {
            assertThat(actual.value().orElseThrow().doubleValue())
                    .as("value of %s", label)
                    .isCloseTo(expected.value(), within(1e-9));
        }
    }

    private static BigDecimal sum(Facts facts, Metric metric, List<Slice> slices) {
        return slices.stream()
                .map(slice -> facts.measure(metric, slice))
                .map(Measure::value)
                .map(Optional::orElseThrow)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Slice> slices(Granularity granularity) {
        var slices = new HashSet<>(List.of(Slice.OVERALL));
        for (var variant : List.of(Examples.CONTROL, Examples.BLUE)) {
            slices.add(Slice.of(variant));
            granularity.periods(WINDOW).forEach(start -> slices.add(Slice.of(variant, start)));
        }
        return List.copyOf(slices);
    }

    private static Question question(Granularity granularity) {
        var variants = List.of(Examples.CONTROL, Examples.BLUE);
        return Examples.question(variants, WINDOW, granularity, METRICS);
    }

    /** Every kind, of every unit, of plain events and of their amounts where that is possible. */
    private static List<Metric> metrics() {
        var metrics = new ArrayList<Metric>();
        for (var kind : MetricKind.values()) {
            for (var unit : Unit.values()) {
                var key = kind.text() + "." + unit.text();
                metrics.add(Examples.metric(key + ".amounts", kind, AMOUNTS, unit));
                if (!kind.needsProperty()) {
                    metrics.add(Examples.metric(key + ".clicks", kind, CLICKS, unit));
                }
            }
        }
        return metrics;
    }
}
