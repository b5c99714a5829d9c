package io.lotty.report.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.event.Arrival;
import io.lotty.event.Event;
import io.lotty.event.pg.PgEvents;
import io.lotty.experiment.ExperimentState;
import io.lotty.id.EventTypeKey;
import io.lotty.id.MetricKey;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.measure.Granularity;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKind;
import io.lotty.metric.Source;
import io.lotty.metric.Unit;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.report.Catalogue;
import io.lotty.report.Examples;
import io.lotty.report.Report;
import io.lotty.report.Reporting;
import io.lotty.report.Reporting.Wish;
import io.lotty.report.http.Answered;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same events in any order, in any batches, from any number of writers, with repetitions: one report. */
@WithStores
@Covers({"EVT-6", "EVT-3", "REP-5"})
class ArrivalOrderIT {
    private static final int EVENTS = Integer.getInteger("lotty.test.orders.events", 4_000);
    private static final int ORDERS = Integer.getInteger("lotty.test.orders", 3);
    private static final int WRITERS = 4;
    private static final int OCTAVES = 14;

    private static final MetricKey CONVERSIONS = new MetricKey("conversions");
    private static final List<Metric> METRICS = List.of(
            Examples.metric("conversions", MetricKind.COUNT, "conversion"),
            Examples.metric("clicks", MetricKind.COUNT, "click"),
            Examples.metric("click_rate", MetricKind.PROPORTION, "click"),
            Examples.metric("clicks_per_exposure", MetricKind.RATIO, "click"),
            amounts("spent", MetricKind.SUM, Unit.EVENT),
            amounts("per_purchase", MetricKind.MEAN, Unit.EVENT),
            amounts("per_subject", MetricKind.MEAN, Unit.SUBJECT),
            amounts("median", MetricKind.QUANTILE, Unit.EVENT),
            amounts("median_of_subjects", MetricKind.QUANTILE, Unit.SUBJECT));

    /** Ahead of us, so that no repetition is too old to be counted, whenever this runs. */
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));

    private final Instant lastReceipt = begin.plus(Duration.ofDays(6));
    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg pg;
    private final PgReportFacts reportFacts;

    ArrivalOrderIT(FreshDatabase database) {
        this.database = database;
        this.pg = new Pg(PgPools.open(vertx, database.url(), WRITERS + 2));
        this.reportFacts = new PgReportFacts(pg);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void every_order_of_arrival_gives_the_same_answer() throws Exception {
        var sent = sent();
        var answers = new ArrayList<Buffer>();
        for (int order = 0; order < ORDERS; order++) {
            database.execute("TRUNCATE event, event_key, event_quality, event_tally, measuring CASCADE");
            assertThat(store(sent, new Random(order))).as("order %s", order).isEqualTo(EVENTS + 1);
            assertThat(duplicates()).as("order %s", order).isEqualTo(EVENTS / 5);
            answers.add(Answered.bytes(report(begin)));
        }

        var answer = answers.getFirst().toJsonObject();
        var quality = answer.getJsonObject("data_quality");
        assertThat(answer.getJsonObject("context").getString("as_of")).isEqualTo(lastReceipt.toString());
        assertThat(quality.getJsonObject("pending").getLong("count")).isPositive();
        assertThat(quality.getJsonObject("accepted").getLong("count")).isPositive();
        assertThat(quality.getJsonObject("duplicates").getLong("count")).isPositive();
        assertThat(answers).allSatisfy(same -> assertThat(same).isEqualTo(answers.getFirst()));
    }

    @Test
    void an_exposure_that_comes_seven_days_late_counts_for_what_was_there_before_it() {
        var clicks = new ArrayList<Event>();
        var exposures = new ArrayList<Event>();
        for (int subject = 1; subject <= 50; subject++) {
            clicks.add(EventTable.event(event("c" + subject, "conversion", subject, RandomEvents.BEGIN)));
            exposures.add(EventTable.event(event("x" + subject, "exposure", subject, RandomEvents.BEGIN)));
        }
        var events = new PgEvents(pg);
        events.add(clicks);
        var before = report(RandomEvents.BEGIN);
        events.add(exposures.stream().map(ArrivalOrderIT::sevenDaysLater).toList());
        var after = report(RandomEvents.BEGIN);

        assertThat(before.pending().count()).isEqualTo(50);
        assertThat(conversions(before)).isZero();
        assertThat(after.pending().count()).isZero();
        assertThat(conversions(after)).isEqualTo(50);
    }

    /**
     * All of them, some twice, and one that comes after all others. Which of two is stored depends on their order, and with
     * it the receipt that counts: both are in the same hour, and their delays in the same octave.
     */
    private List<Event> sent() {
        var random = new Random(7);
        var sent = new ArrayList<Event>();
        for (var stored : new RandomEvents(random).list(EVENTS)) {
            var event = EventTable.event(stored);
            var occurredAt = begin.plus(Duration.between(RandomEvents.BEGIN, event.occurredAt()));
            var delay = Duration.ofNanos(12_500_000L << random.nextInt(OCTAVES));
            var later = occurredAt.plus(delay.multipliedBy(7).dividedBy(5));
            if (!Arrival.hourOf(later).equals(Arrival.hourOf(occurredAt))) {
                delay = Duration.ofNanos(12_500_000L);
                later = occurredAt.plusNanos(17_500_000L);
            }
            if (sent.size() < EVENTS / 5 * 2) {
                sent.add(at(event, occurredAt, later));
            }
            sent.add(at(event, occurredAt, occurredAt.plus(delay)));
        }
        sent.add(at(EventTable.event(event("last", "exposure", 1_000, begin)), begin, lastReceipt));
        return sent;
    }

    /** Stores them in a random order and random batches; says how many were new. */
    private int store(List<Event> events, Random random) throws Exception {
        var sent = new ArrayList<>(events);
        Collections.shuffle(sent, random);
        var batches = new ArrayList<Callable<Integer>>();
        for (int from = 0; from < sent.size(); ) {
            int to = Math.min(sent.size(), from + 1 + random.nextInt(EVENTS / 8));
            var batch = sent.subList(from, to);
            batches.add(() -> new PgEvents(pg).add(batch));
            from = to;
        }
        int fresh = 0;
        try (var writers =
                Executors.newFixedThreadPool(WRITERS, Thread.ofVirtual().factory())) {
            for (var batch : writers.invokeAll(batches)) {
                fresh += batch.get(60, TimeUnit.SECONDS);
            }
        }
        return fresh;
    }

    /** Of all experiments, and of none. */
    private long duplicates() {
        var sql = "SELECT coalesce(sum(n), 0)::bigint AS n FROM event_quality WHERE reason = 'duplicate'";
        return pg.read(tx -> tx.one(sql, row -> row.getLong("n"))).orElseThrow();
    }

    private Report report(Instant from) {
        var now = from.plus(Duration.ofDays(5)).minusSeconds(1_234);
        var experiment = Examples.experiment(new ExperimentState.Running(from), List.of(CONVERSIONS));
        var wish = new Wish(
                Optional.of(from.minusSeconds(77)),
                Optional.of(now),
                Granularity.HOUR,
                METRICS.stream().map(Metric::key).toList());
        return new Reporting(id -> Optional.of(experiment), new Catalogue(METRICS), reportFacts)
                .report(Examples.EXPERIMENT, wish, now);
    }

    private static long conversions(Report report) {
        return Objects.requireNonNull(report.overall().metrics().get(CONVERSIONS))
                .n();
    }

    private static Metric amounts(String key, MetricKind kind, Unit unit) {
        return Examples.metric(key, kind, new Source(new EventTypeKey("purchase"), Optional.of("amount")), unit);
    }

    private static Event sevenDaysLater(Event exposure) {
        return at(exposure, exposure.occurredAt(), exposure.receivedAt().plus(Duration.ofDays(7)));
    }

    private static Event at(Event event, Instant occurredAt, Instant receivedAt) {
        return new Event(event.id(), event.type(), event.decided(), occurredAt, receivedAt, event.properties());
    }

    private static StoredEvent event(String id, String type, int subject, Instant at) {
        return new StoredEvent(
                id, type, subject, Examples.EXPERIMENT.value(), Examples.BLUE.value(), "assigned", subject, at, null);
    }
}
