package io.lotty.event.pg;

import static io.lotty.event.pg.Happenings.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.access.People;
import io.lotty.access.Role;
import io.lotty.access.Stamp;
import io.lotty.decision.pg.PgSubjectTraces;
import io.lotty.event.About;
import io.lotty.event.Arrival;
import io.lotty.event.Event;
import io.lotty.event.EventError;
import io.lotty.event.PlainDecisions;
import io.lotty.event.Tallies;
import io.lotty.event.TallySheet;
import io.lotty.id.EventId;
import io.lotty.id.EventTypeKey;
import io.lotty.id.SubjectId;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What became of events, counted once whatever is repeated. */
@WithStores
@Covers("REP-3")
class PgTalliesIT {
    private static final Stamp STAMP = People.by(People.user("root", Role.ADMIN));
    private static final About CLICKS =
            new About(Optional.of(PlainDecisions.EXPERIMENT), Optional.of(new EventTypeKey("click")));
    private static final String KINDS = """
            SELECT concat_ws(' ', coalesce(type, '-'), reason, CASE WHEN NOT q.delays IS NULL THEN place - 1 END) || ': '
                       || sum(each.n) AS kind
              FROM event_quality q, unnest(coalesce(q.delays, ARRAY[q.n])) WITH ORDINALITY AS each (n, place)
             WHERE experiment_id IS NOT NULL = $1 AND each.n > 0
             GROUP BY type, reason, q.delays IS NULL, place""";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg pg;
    private final Tallies tallies;
    private final PgEvents events;

    PgTalliesIT(FreshDatabase database) {
        this.database = database;
        this.pg = new Pg(PgPools.open(vertx, database.url(), 6));
        this.tallies = new PgTallies(pg);
        this.events = new PgEvents(pg);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void a_sheet_is_counted_once_however_often_it_comes() {
        var first = sheet(1, now, Map.of(duplicates(CLICKS), 2L, rejections(About.NOTHING_KNOWN), 5L));
        var second = sheet(2, now, Map.of(duplicates(CLICKS), 3L));

        tallies.add(List.of(first));
        tallies.add(List.of(first, second, second));
        tallies.add(List.of(second, first));

        assertThat(kinds(true)).containsExactlyInAnyOrder("click duplicate: 5");
        assertThat(kinds(false)).containsExactlyInAnyOrder("- unknown_type: 5");
    }

    @Test
    void a_sheet_that_is_too_old_to_be_remembered_is_not_counted_and_that_is_told() {
        var late = now.minus(Duration.ofDays(1)).minusSeconds(60);
        var old = sheet(1, late, Map.of(duplicates(CLICKS), 2L, rejections(CLICKS), 3L));
        var young = sheet(2, now.minus(Duration.ofHours(23)), Map.of(duplicates(CLICKS), 1L));

        assertThat(tallies.add(List.of(old, young, old))).isEqualTo(5);
        assertThat(tallies.add(List.of(young))).isZero();

        assertThat(kinds(true)).containsExactlyInAnyOrder("click duplicate: 1");
    }

    @Test
    void a_sheet_that_was_counted_in_time_is_no_loss_when_it_comes_once_more() throws SQLException {
        var sheet = sheet(1, now.minus(Duration.ofHours(25)), Map.of(duplicates(CLICKS), 2L));
        database.execute("INSERT INTO event_tally VALUES ('" + sheet.sender() + "', 1, now() - interval '25 hours')");

        assertThat(tallies.add(List.of(sheet))).isZero();
        assertThat(kinds(true)).isEmpty();
    }

    @Test
    void what_was_counted_is_forgotten_after_two_days_and_not_before() throws SQLException {
        tallies.add(List.of(sheet(1, now, Map.of(duplicates(CLICKS), 1L))));
        database.execute("INSERT INTO event_tally VALUES (gen_random_uuid(), 1, now() - interval '49 hours'),"
                + " (gen_random_uuid(), 1, now() - interval '47 hours')");

        assertThat(PgTallies.forgetCounted(pg)).isEqualTo(1);
        assertThat(PgTallies.forgetCounted(pg)).isZero();
        assertThat(number(pg, "SELECT count(*) AS n FROM event_tally")).isEqualTo(2);
    }

    @Test
    void what_the_table_can_never_hold_is_unstorable() {
        tallies.add(List.of(sheet(1, now, Map.of(duplicates(CLICKS), Long.MAX_VALUE))));

        var oneTooMany = sheet(2, now, Map.of(duplicates(CLICKS), 1L));
        assertThatThrownBy(() -> tallies.add(List.of(oneTooMany))).isInstanceOf(Tallies.Unstorable.class);
        assertThat(number(pg, "SELECT count(*) AS n FROM event_tally")).isEqualTo(1);
    }

    @Test
    void many_writers_count_the_same_kinds_exactly() throws Exception {
        var random = new Random(5);
        var sheets = IntStream.range(0, 200)
                .mapToObj(i -> sheet(i, now, Map.of(duplicates(CLICKS), 1L, rejections(CLICKS), 2L)))
                .toList();
        var work = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 60; i++) {
            var some = random.ints(20, 0, 200).mapToObj(sheets::get).toList();
            var all = List.copyOf(sheets.subList(i * 3, i * 3 + 20));
            int n = i;
            work.add(() -> {
                tallies.add(some);
                tallies.add(all);
                return events.add(List.of(click("e" + n % 30, now), click("f" + n, now)));
            });
        }
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            int fresh = 0;
            for (var each : writers.invokeAll(work)) {
                fresh += each.get(60, TimeUnit.SECONDS);
            }
            assertThat(fresh).isEqualTo(90);
        }
        tallies.add(sheets);

        assertThat(kinds(true))
                .containsExactlyInAnyOrder("click accepted 10: 90", "click duplicate: 200", "click unknown_type: 400");
    }

    @Test
    void what_counts_is_counted_with_its_delay() {
        events.add(List.of(
                event("a", now, Duration.ofSeconds(-3), "blue"),
                event("b", now, Duration.ofMillis(10), "blue"),
                event("c", now, Duration.ofHours(1), "blue"),
                event("d", now, Duration.ofHours(1), "-")));

        assertThat(kinds(true))
                .containsExactlyInAnyOrder("click accepted 0: 1", "click accepted 1: 1", "click accepted 19: 1");
        assertThat(kinds(false)).containsExactlyInAnyOrder("click accepted 19: 1");
    }

    /** Redis has lost its memory: what was sent again looked new to it. */
    @Test
    void a_repetition_that_only_the_ingest_finds_is_counted_once() {
        var again = click("a", now.plusMillis(1));
        var batch = List.of(click("a", now), click("b", now));
        events.add(batch);
        events.add(List.of(again, click("c", now)));
        events.add(List.of(again, click("c", now))); // the entry once more: its consumer died before it settled it
        events.add(batch);

        assertThat(kinds(true)).containsExactlyInAnyOrder("click accepted 10: 3", "click duplicate: 1");
        events.add(List.of(click("a", now.plusMillis(2)), click("d", now), click("d", now.plusMillis(3))));
        assertThat(kinds(true)).containsExactlyInAnyOrder("click accepted 10: 4", "click duplicate: 3");
    }

    @Test
    void erasing_a_subject_leaves_the_counts_and_adds_none() {
        var click = click("a", now.minusSeconds(10));
        events.add(List.of(click));
        new PgSubjectTraces(pg, PgEvents::eraseSubject).erase(new SubjectId("ann"), now, STAMP, () -> 0);

        events.add(List.of(click));
        events.add(List.of(click("a", now.minusSeconds(9))));

        assertThat(kinds(true)).containsExactlyInAnyOrder("click accepted 10: 1");
    }

    private List<String> kinds(boolean ofExperiment) {
        return pg.read(tx -> tx.list(KINDS, row -> row.getString("kind"), ofExperiment));
    }

    private static TallySheet sheet(long number, Instant at, Map<Arrival, Long> counts) {
        return new TallySheet(new UUID(7, 7), number, at, counts);
    }

    private Arrival duplicates(About about) {
        return new Arrival(about, new Arrival.Duplicate(), Arrival.hourOf(now));
    }

    private Arrival rejections(About about) {
        return new Arrival(about, new Arrival.Rejected(EventError.UNKNOWN_TYPE), Arrival.hourOf(now));
    }

    /** Of Ann, six seconds under way. */
    private static Event click(String id, Instant receivedAt) {
        return event(id, receivedAt, Duration.ofSeconds(6), "blue");
    }

    private static Event event(String id, Instant receivedAt, Duration underWay, String variant) {
        return new Event(
                new EventId(id),
                new EventTypeKey("click"),
                new PlainDecisions().read(PlainDecisions.id(1, "ann", variant)),
                receivedAt.minus(underWay),
                receivedAt,
                "{}");
    }
}
