package io.lotty.event.pg;

import static io.lotty.event.pg.Happenings.click;
import static io.lotty.event.pg.Happenings.clicks;
import static io.lotty.event.pg.Happenings.event;
import static io.lotty.event.pg.Happenings.events;
import static io.lotty.event.pg.Happenings.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long an id is known, with no Redis anywhere. */
@WithStores
@Covers("EVT-3")
class EventGenerationsIT {
    private static final Duration LASTING = Duration.ofDays(35);
    private static final int ROUNDS = Integer.getInteger("lotty.test.generations", 4);

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg pg;
    private final PgEvents events;
    private final EventGenerations generations;

    EventGenerationsIT(FreshDatabase database) {
        this.database = database;
        this.pg = new Pg(PgPools.open(vertx, database.url(), 12));
        this.events = new PgEvents(pg);
        this.generations = new EventGenerations(pg);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void a_generation_lasts_as_long_as_is_asked_and_eight_days_in_any_case() throws SQLException {
        assertThat(generations.beginWhenDue(LASTING)).isEmpty();
        age("34 days 23 hours");
        assertThat(generations.beginWhenDue(LASTING)).isEmpty();
        age("35 days 1 hour");
        assertThat(generations.beginWhenDue(LASTING)).contains(2);
        assertThat(generations.beginWhenDue(LASTING)).isEmpty();
        age("7 days 23 hours");
        assertThat(generations.beginWhenDue(Duration.ofDays(1))).isEmpty();
        age("8 days 1 hour");
        assertThat(generations.beginWhenDue(Duration.ofDays(1))).contains(3);
    }

    @Test
    void an_id_of_the_generation_before_is_a_duplicate_and_older_ones_are_forgotten() throws SQLException {
        events.add(clicks(0, 10));
        begin(2);
        assertThat(events.add(clicks(0, 15))).isEqualTo(5);
        begin(3);
        // those of the first generation are forgotten: such events are refused for their age long before
        assertThat(events.add(clicks(10, 15))).isZero();
        assertThat(events.add(clicks(0, 1))).isEqualTo(1);
        assertThat(number(pg, "SELECT count(DISTINCT generation) AS n FROM event_key"))
                .isEqualTo(2);
    }

    @Test
    void after_eight_days_what_occurred_before_a_generation_is_still_known_from_the_one_before() throws SQLException {
        var occurred = Instant.now().minus(Duration.ofDays(29));
        var late = List.of(event("late", "click", 1, occurred, "{}"));
        events.add(late);
        begin(2);
        age("28 days");

        assertThat(events.add(late)).isZero();
        assertThat(events.add(List.of(event("new", "click", 1, Instant.now(), "{}"))))
                .isEqualTo(1);
    }

    @Test
    void a_repetition_counts_once_whenever_it_says_that_it_occurred() throws SQLException {
        events.add(List.of(event("again", "click", 1, Instant.now().minus(Duration.ofDays(20)), "{}")));
        begin(2);
        age("20 days");

        assertThat(events.add(List.of(event("again", "click", 1, Instant.now(), "{}"))))
                .isZero();
    }

    @Test
    void a_generation_that_begins_amid_writers_lets_no_id_count_twice() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            age("9 days");
            var tasks = new ArrayList<Callable<Integer>>();
            var of = "round-" + round + "-";
            for (int writer = 0; writer < 6; writer++) {
                tasks.add(() -> {
                    int fresh = 0;
                    for (int i = 0; i < 40; i++) {
                        fresh += events.add(List.of(click(of + i, i), click(of + (i + 1), i)));
                    }
                    return fresh;
                });
            }
            tasks.add(3, () -> generations.beginWhenDue(Duration.ofDays(8)).isPresent() ? 0 : 1_000);
            int fresh = 0;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var task : threads.invokeAll(tasks)) {
                    fresh += task.get(60, TimeUnit.SECONDS);
                }
            }
            assertThat(fresh).isEqualTo(41);
            assertThat(events(pg)).isEqualTo(41L * (round + 1));
        }
    }

    @Test
    void watches_that_meet_begin_one_generation() throws Exception {
        age("36 days");
        int begun = 0;
        try (var watches = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int watch = 0; watch < 4; watch++) {
                tasks.add(() -> generations.beginWhenDue(LASTING).isPresent());
            }
            for (var task : watches.invokeAll(tasks)) {
                begun += task.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }
        }
        assertThat(begun).isEqualTo(1);
    }

    private void begin(int expected) throws SQLException {
        age("36 days");
        assertThat(generations.beginWhenDue(LASTING)).contains(expected);
    }

    /** Lets the current generation have begun that long ago. */
    private void age(String interval) throws SQLException {
        database.execute("ALTER TABLE event_generation DISABLE TRIGGER ALL");
        database.execute("UPDATE event_generation SET begun_at = now() - interval '" + interval
                + "' WHERE generation = (SELECT max(generation) FROM event_generation)");
        database.execute("ALTER TABLE event_generation ENABLE TRIGGER ALL");
    }
}
