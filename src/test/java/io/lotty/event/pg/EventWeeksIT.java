package io.lotty.event.pg;

import static io.lotty.event.pg.Happenings.NOON;
import static io.lotty.event.pg.Happenings.event;
import static io.lotty.event.pg.Happenings.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.event.Events;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The partitions of the events' table. */
@WithStores
@Covers({"OPS-7", "EVT-5"})
class EventWeeksIT {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration YEAR = Duration.ofDays(365);

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg pg;
    private final EventWeeks weeks;

    EventWeeksIT(FreshDatabase database) {
        this.database = database;
        this.pg = new Pg(PgPools.open(vertx, database.url(), 8));
        this.weeks = new EventWeeks(pg);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void a_new_database_has_this_week_and_eight_ahead() {
        assertThat(weeks.list()).hasSize(9);
        assertThat(weeks.makeAhead(Instant.now().plus(WEEK))).isBetween(1, 2);
    }

    @Test
    void weeks_are_made_ahead_once_by_however_many() throws Exception {
        var future = Instant.now().plus(YEAR);
        int fresh = 0;
        try (var watches = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var made : watches.invokeAll(
                    Collections.nCopies(4, (Callable<Integer>) () -> new EventWeeks(pg).makeAhead(future)))) {
                fresh += made.get(60, TimeUnit.SECONDS);
            }
        }

        assertThat(fresh).isEqualTo(1 + EventWeeks.AHEAD);
        assertThat(weeks.list())
                .contains(EventWeeks.monday(future), EventWeeks.monday(future.plus(WEEK.multipliedBy(8))))
                .doesNotContain(EventWeeks.monday(future.plus(WEEK.multipliedBy(9))));
    }

    @Test
    void there_is_no_week_of_a_moment_at_which_no_event_may_occur() {
        var events = new PgEvents(pg);
        assertThatThrownBy(() -> events.add(
                        List.of(event("far", "click", 1, Instant.now().plus(YEAR.multipliedBy(3)), "{}"))))
                .isInstanceOf(Events.Unstorable.class)
                .hasMessageContaining("no events are kept of");
        assertThat(weeks.list()).hasSize(9);
    }

    @Test
    void old_weeks_go_whole_and_their_ids_stay() {
        var old = Instant.parse("2020-01-08T12:00:00Z");
        var events = new PgEvents(pg);
        events.add(List.of(event("old", "click", 1, old, "{}"), event("later", "click", 1, old.plus(WEEK), "{}")));

        assertThat(weeks.dropBefore(Instant.parse("2020-01-12T23:59:59Z"))).isEmpty();
        assertThat(weeks.dropBefore(Instant.parse("2020-01-13T00:00:00Z")))
                .containsExactly(Instant.parse("2020-01-06T00:00:00Z"));

        assertThat(events(pg)).isEqualTo(1);
        assertThat(events.add(List.of(event("old", "click", 1, old, "{}")))).isZero();
    }

    @Test
    void a_week_that_may_still_get_events_stays_whatever_is_asked() {
        var now = Instant.now();
        new PgEvents(pg)
                .add(List.of(
                        event("young", "click", 1, now.minus(Duration.ofDays(39)), "{}"),
                        event("old", "click", 1, now.minus(Duration.ofDays(48)), "{}")));

        assertThat(weeks.dropBefore(now.plus(YEAR))).hasSize(1);
        assertThat(events(pg)).isEqualTo(1);
    }

    @Test
    void a_drop_that_would_keep_writers_waiting_gives_up_and_the_rest_is_done() throws SQLException {
        new PgEvents(pg).add(List.of(event("old", "click", 1, NOON.minus(YEAR.multipliedBy(9)), "{}")));
        try (var reader = database.connect();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT count(event_id) FROM event");

            assertThatThrownBy(() -> weeks.dropBefore(Instant.now())).isInstanceOf(PgException.class);

            var meters = new SimpleMeterRegistry();
            var upkeep = new EventUpkeep(pg, new EventUpkeep.Keeping(YEAR, Duration.ofDays(35)), meters);
            upkeep.tend(Instant.now().plus(WEEK));
            assertThat(meters.counter("lotty.events.upkeep.failures").count()).isEqualTo(1);
            assertThat(meters.counter("lotty.events.weeks.made").count()).isPositive();
            reader.rollback();
            upkeep.tend(Instant.now().plus(WEEK));
            assertThat(meters.counter("lotty.events.weeks.dropped").count()).isEqualTo(1);
        }
    }
}
