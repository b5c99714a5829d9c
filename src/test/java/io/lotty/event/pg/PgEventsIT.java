package io.lotty.event.pg;

import static io.lotty.event.pg.Happenings.NOON;
import static io.lotty.event.pg.Happenings.click;
import static io.lotty.event.pg.Happenings.clicks;
import static io.lotty.event.pg.Happenings.event;
import static io.lotty.event.pg.Happenings.events;
import static io.lotty.event.pg.Happenings.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.event.Event;
import io.lotty.event.Events;
import io.lotty.id.SubjectHash;
import io.lotty.id.SubjectId;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
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

@WithStores
class PgEventsIT {
    private static final int SENDERS = 10;
    private static final int SENT = Integer.getInteger("lotty.test.senders.events", 2_000);

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final Pg pg;
    private final PgEvents events;

    PgEventsIT(FreshDatabase database) {
        this.database = database;
        this.pg = new Pg(PgPools.open(vertx, database.url(), SENDERS + 2));
        this.events = new PgEvents(pg);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    @Covers("EVT-3")
    void an_id_counts_once_in_a_batch_over_batches_and_whatever_the_repetition_says() {
        assertThat(events.add(List.of(click("a", 1), click("b", 2), click("a", 1))))
                .isEqualTo(2);
        assertThat(events.add(List.of(click("b", 2), click("a", 1)))).isZero();
        assertThat(events.add(List.of(click("c", 3), click("a", 1)))).isEqualTo(1);
        assertThat(events.add(List.of(event("a", "purchase", 9, NOON.minus(Duration.ofDays(20)), "{\"amount\":7}"))))
                .isZero();
        assertThat(events.add(List.of())).isZero();
        assertThat(events(pg)).isEqualTo(3);
    }

    @Test
    @Covers({"EVT-3", "EVT-4"})
    void ten_senders_of_the_same_events_at_once_count_each_once() throws Exception {
        var all = clicks(0, SENT);
        var tasks = new ArrayList<Callable<Integer>>();
        for (int sender = 0; sender < SENDERS; sender++) {
            var own = new ArrayList<>(all);
            Collections.shuffle(own, new Random(sender));
            int batch = 50 + 37 * sender;
            tasks.add(() -> addInBatches(own, batch));
        }
        int fresh = 0;
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sender : senders.invokeAll(tasks)) {
                fresh += sender.get(60, TimeUnit.SECONDS);
            }
        }

        assertThat(fresh).isEqualTo(SENT);
        assertThat(events(pg)).isEqualTo(SENT);
        assertThat(number(pg, "SELECT count(DISTINCT event_id) AS n FROM event"))
                .isEqualTo(SENT);
    }

    @Test
    @Covers("EVT-4")
    void an_event_of_a_week_that_is_not_there_makes_it() throws Exception {
        var weeks = new EventWeeks(pg);
        var far = NOON.plus(Duration.ofDays(200));
        var tasks = new ArrayList<Callable<Integer>>();
        for (int writer = 0; writer < 6; writer++) {
            var one = event("far-" + writer, "click", writer, far, "{}");
            tasks.add(() ->
                    new PgEvents(pg).add(List.of(one, event("b" + one.id().value(), "click", 1, NOON, "{}"))));
        }
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer : writers.invokeAll(tasks)) {
                assertThat(writer.get(60, TimeUnit.SECONDS)).isEqualTo(2);
            }
        }

        assertThat(weeks.list()).contains(EventWeeks.monday(far), EventWeeks.monday(NOON));
        assertThat(events(pg)).isEqualTo(12);
    }

    @Test
    @Covers("EVT-4")
    void a_week_that_somebody_took_away_is_made_again() throws SQLException {
        events.add(clicks(0, 2));
        database.execute("DROP TABLE event_from_20270201");

        assertThat(events.add(clicks(0, 4))).isEqualTo(2);
        assertThat(events(pg)).isEqualTo(2);
    }

    @Test
    @Covers("EVT-5")
    void what_cannot_be_stored_leaves_nothing_of_its_batch() {
        assertThatThrownBy(() -> events.add(List.of(click("good", 1), event("bad", "click", 2, NOON, "{broken"))))
                .isInstanceOf(Events.Unstorable.class)
                .hasMessageContaining("invalid input syntax");

        assertThat(events.add(List.of(click("good", 1)))).isEqualTo(1);
        assertThat(number(pg, "SELECT count(id_hash) AS n FROM event_key")).isEqualTo(1);
    }

    @Test
    @Covers("DEC-11")
    void with_a_subject_go_its_events() {
        events.add(clicks(0, 3));
        events.add(List.of(event("more", "purchase", 1, NOON.plusSeconds(7_200), "{\"amount\":1}")));
        var subject = SubjectHash.of(new SubjectId("subject-1"));

        long erased = pg.unaudited(tx -> PgEvents.eraseSubject(tx, subject));

        assertThat(erased).isEqualTo(2);
        assertThat(events(pg)).isEqualTo(2);
    }

    private int addInBatches(List<Event> all, int size) {
        int fresh = 0;
        for (int from = 0; from < all.size(); from += size) {
            fresh += events.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return fresh;
    }
}
