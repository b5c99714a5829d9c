package io.lotty.measure.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.event.Event;
import io.lotty.event.pg.PgEvents;
import io.lotty.id.EventId;
import io.lotty.id.EventTypeKey;
import io.lotty.id.SubjectHash;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.measure.Gauge;
import io.lotty.measure.Measured;
import io.lotty.measure.Scope;
import io.lotty.measure.Spot.Span;
import io.lotty.metric.Definition;
import io.lotty.metric.Definitions;
import io.lotty.metric.Unit;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.report.Examples;
import io.lotty.report.pg.EventTable;
import io.lotty.report.pg.RandomEvents;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of an experiment is what counting all its events says, whatever happened in between. */
@WithStores
@Covers({"REP-5", "EVT-6"})
class MeasuringIT {
    private static final List<Gauge> GAUGES = gauges();

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg pg;
    private final PgMeasuring measuring;

    MeasuringIT(FreshDatabase database) {
        this.database = database;
        this.pg = new Pg(PgPools.open(vertx, database.url(), 6));
        this.measuring = new PgMeasuring(pg);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void portions_in_any_order_add_up_to_what_one_count_says(long seed) {
        var random = new Random(seed);
        var events = events(random, 700);
        for (int from = 0; from < events.size(); from += 90) {
            store(events.subList(from, Math.min(events.size(), from + 90)));
            if (random.nextBoolean()) {
                catchUp();
            }
        }
        catchUp();

        assertKeptIsCounted();
        assertThat(kept(Span.DAY).seen()).isNotEmpty();
        assertThat(kept(Span.DAY).pasts()).isNotEmpty();
    }

    @Test
    void what_was_stored_before_anybody_measured_is_measured_too() {
        store(events(new Random(5), 500));

        catchUp();

        assertKeptIsCounted();
    }

    @Test
    void those_who_measure_at_once_and_those_who_store_meanwhile_lose_nothing() throws Exception {
        var events = events(new Random(6), 900);
        var tasks = new ArrayList<Callable<Integer>>();
        for (int from = 0; from < events.size(); from += 30) {
            var some = events.subList(from, from + 30);
            tasks.add(() -> new PgEvents(pg).add(some));
            tasks.add(() -> {
                catchUp();
                return 0;
            });
        }
        try (var workers = Executors.newFixedThreadPool(5, Thread.ofVirtual().factory())) {
            for (var task : workers.invokeAll(tasks)) {
                task.get(60, TimeUnit.SECONDS);
            }
        }
        catchUp();

        assertKeptIsCounted();
    }

    @Test
    void measuring_may_be_stopped_and_goes_on_where_it_was() {
        store(events(new Random(7), 300));

        assertThat(measuring.catchUp(measurement(GAUGES), left -> false)).isFalse();
        assertThat(measuring.catchUp(measurement(GAUGES), left -> true)).isTrue();

        assertKeptIsCounted();
    }

    @Test
    void other_metrics_are_measured_anew_on_old_events() {
        store(events(new Random(8), 300));
        measuring.catchUp(measurement(GAUGES.subList(0, 2)), left -> true);

        catchUp();

        assertKeptIsCounted();
    }

    @Test
    @Covers("DEC-11")
    void an_erased_subject_leaves_nothing_behind() throws SQLException {
        store(events(new Random(10), 400));
        catchUp();
        for (int subject = 0; subject < 40; subject++) {
            var hash = new SubjectHash(0, subject);
            pg.unaudited(tx -> PgEvents.eraseSubject(tx, hash));
            if (subject == 20) {
                catchUp();
                assertKeptIsCounted();
            }
        }
        catchUp();

        assertThat(kept(Span.HOUR)).isEqualTo(Measured.NOTHING);
        assertThat(rows("trace")).isZero();
        assertThat(rows("cell_number")).isZero();
        assertThat(rows("event_arrival")).isZero();
    }

    @Test
    @Covers("OPS-7")
    void what_goes_by_age_stays_counted_also_for_subjects_that_come_back() throws SQLException {
        var random = new Random(12);
        store(events(random, 500));
        catchUp();
        store(new RandomEvents(random)
                .list(500).stream()
                        .map(EventTable::event)
                        .map(MeasuringIT::nextWeek)
                        .toList());
        var all = counted(Span.HOUR);
        database.execute("DROP TABLE event_from_20270301");
        database.execute("INSERT INTO event_week_dropped (monday) VALUES ('2027-03-01Z')");

        catchUp();

        assertThat(kept(Span.HOUR)).isEqualTo(all);
    }

    private static Event nextWeek(Event event) {
        return new Event(
                new EventId("next-" + event.id().value()),
                event.type(),
                event.decided(),
                event.occurredAt().plus(Duration.ofDays(7)),
                event.receivedAt(),
                event.properties());
    }

    @Test
    void late_events_of_the_past_change_what_is_known_of_the_past() {
        var events = events(new Random(11), 300);
        store(events.stream().filter(event -> !isPast(event)).toList());
        catchUp();
        assertThat(kept(Span.DAY).pasts()).isEmpty();

        store(events.stream().filter(MeasuringIT::isPast).toList());
        catchUp();

        assertThat(kept(Span.DAY).pasts()).isNotEmpty();
        assertKeptIsCounted();
    }

    private void assertKeptIsCounted() {
        for (var span : List.of(Span.DAY, Span.HOUR)) {
            assertThat(kept(span)).isEqualTo(counted(span));
        }
    }

    private void catchUp() {
        assertThat(measuring.catchUp(measurement(GAUGES), left -> true)).isTrue();
    }

    private Measured kept(Span span) {
        return pg.snapshot(tx -> PgMeasuring.read(tx, measurement(GAUGES), span));
    }

    private Measured counted(Span span) {
        return pg.snapshot(tx -> Counting.count(tx, measurement(GAUGES), span));
    }

    private long rows(String table) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void store(List<Event> events) {
        new PgEvents(pg).add(events);
    }

    /** In a random order; some of them happened before the experiment, for somebody else's decision on its flag. */
    private static List<Event> events(Random random, int size) {
        var events = new ArrayList<>(new RandomEvents(random)
                .list(size).stream().map(EventTable::event).toList());
        for (int i = 0; i < size / 5; i++) {
            var model = events.get(random.nextInt(size));
            events.add(new Event(
                    new EventId("past-" + i),
                    new EventTypeKey(random.nextBoolean() ? "purchase" : "click"),
                    EventTable.undecided(model.decided().subject()),
                    RandomEvents.BEGIN.minusSeconds(random.nextInt(20 * 86_400)),
                    EventTable.RECEIVED,
                    "{\"amount\": " + random.nextInt(100) + "}"));
        }
        Collections.shuffle(events, random);
        return events;
    }

    private static boolean isPast(Event event) {
        return event.id().value().startsWith("past");
    }

    private static Measurement measurement(List<Gauge> gauges) {
        return new Measurement(
                Examples.EXPERIMENT,
                Examples.FLAG,
                Scope.ofAll(List.of(Examples.CONTROL, Examples.BLUE), gauges, RandomEvents.BEGIN));
    }

    /** Every kind and unit; some with a filter, a cap or a window. */
    private static List<Gauge> gauges() {
        var amount = Definitions.source("purchase", "amount");
        var metrics = new ArrayList<Definition>();
        metrics.add(Definitions.count("click"));
        metrics.add(Definitions.sum("purchase", "amount"));
        metrics.add(
                Definitions.withCap(Definitions.withUnit(Definitions.sum("purchase", "amount"), Unit.SUBJECT), "60"));
        metrics.add(Definitions.mean("latency", "amount"));
        metrics.add(Definitions.withUnit(Definitions.mean("purchase", "amount"), Unit.SUBJECT));
        metrics.add(Definitions.withWindow(Definitions.proportion("click"), Duration.ofHours(20)));
        metrics.add(Definitions.ratio(amount, Definitions.source("click")));
        metrics.add(Definitions.quantile("purchase", "amount", 0.95));
        metrics.add(Definitions.withFilter(Definitions.quantile("latency", "amount", 0.5), "amount > 10"));
        metrics.add(Definitions.withUnit(Definitions.quantile("purchase", "amount", 0.3), Unit.SUBJECT));
        var gauges = new ArrayList<Gauge>();
        for (int i = 0; i < metrics.size(); i++) {
            gauges.add(Gauge.of(Examples.metric("metric_" + i, metrics.get(i))));
        }
        return gauges;
    }
}
