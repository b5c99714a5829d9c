package io.lotty.event.pg;

import static io.lotty.event.pg.Happenings.NOON;
import static io.lotty.event.pg.Happenings.click;
import static io.lotty.event.pg.Happenings.clicks;
import static io.lotty.event.pg.Happenings.event;
import static io.lotty.event.pg.Happenings.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.event.Event;
import io.lotty.event.Events;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches that come at once share a transaction, and each is told of its own alone. */
@WithStores
@Covers({"EVT-3", "EVT-4"})
class GatheredEventsIT {
    private static final int WRITERS = 12;

    private final Vertx vertx = Vertx.vertx();
    private final Pg pg;
    private final GatheredEvents events;

    GatheredEventsIT(FreshDatabase database) {
        this.pg = new Pg(PgPools.open(vertx, database.url(), WRITERS));
        this.events = new GatheredEvents(new PgEvents(pg));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void each_writer_hears_how_many_of_its_own_are_new() throws Exception {
        events.add(clicks(0, 100));
        var tasks = new ArrayList<Callable<Integer>>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            tasks.add(() -> addInBatches(number));
        }
        assertThat(all(tasks)).allSatisfy(fresh -> assertThat(fresh).isEqualTo(200));
        assertThat(events(pg)).isEqualTo(100 + WRITERS * 200L);
    }

    @Test
    void a_batch_that_cannot_be_stored_spoils_no_other() throws Exception {
        var tasks = new ArrayList<Callable<Integer>>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            tasks.add(() -> number % 3 == 0 ? refused(number) : events.add(List.of(click("good-" + number, number))));
        }
        assertThat(all(tasks)).containsOnly(-1, 1);
        assertThat(events(pg)).isEqualTo(WRITERS * 2L / 3);
    }

    private int addInBatches(int writer) {
        int fresh = 0;
        for (int batch = 0; batch < 10; batch++) {
            int from = 1_000 * (writer + 1) + 20 * batch;
            var own = new ArrayList<>(clicks(from, from + 20));
            own.addAll(clicks(batch, batch + 5)); // known already
            fresh += events.add(own);
        }
        return fresh;
    }

    private int refused(int number) {
        List<Event> broken = List.of(event("bad-" + number, "click", number, NOON, "{broken"));
        try {
            return events.add(broken);
        } catch (Events.Unstorable expected) {
            return -1;
        }
    }

    private static List<Integer> all(List<Callable<Integer>> tasks) throws Exception {
        var results = new ArrayList<Integer>();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : writers.invokeAll(tasks)) {
                results.add(result.get(60, TimeUnit.SECONDS));
            }
        }
        return results;
    }
}
