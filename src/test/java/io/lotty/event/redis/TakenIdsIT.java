package io.lotty.event.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.event.Offer;
import io.lotty.event.Verdict;
import io.lotty.event.pg.PgEvents;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Redis remembers of ids, and for how long. */
@WithStores
@Covers("EVT-3")
class TakenIdsIT {
    private static final EventStreams STREAMS = new EventStreams(3, 1_000);

    private final Vertx vertx = Vertx.vertx();
    private final Pg pg;
    private final Pipeline pipeline;

    TakenIdsIT(FreshDatabase database, FreshRedis redis) throws TimeoutException {
        this.pg = new Pg(PgPools.open(vertx, database.url(), 4));
        this.pipeline = new Pipeline(vertx, redis.url(), STREAMS);
    }

    @AfterEach
    void close() throws TimeoutException {
        pipeline.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void an_id_is_known_for_eight_days_and_by_edges_whose_clocks_differ() throws TimeoutException {
        var edge = pipeline.new Edge();
        var batch = List.of(Clicks.click(0, "once", 1));
        assertThat(fresh(edge.offer(batch))).hasSize(1);
        for (int days : List.of(0, 8, -8)) {
            var again = edge.offer(batch, Pipeline.NOW.plus(Duration.ofDays(days)));
            assertThat(fresh(again)).as("%s days", days).isEmpty();
        }
        var muchLater = edge.offer(batch, Pipeline.NOW.plus(Duration.ofDays(17)));
        assertThat(fresh(muchLater)).hasSize(1);
        var first = EventStreams.taken(Period.of(Pipeline.NOW));
        pipeline.await(() ->
                pipeline.ask(Request.cmd(Command.EXISTS).arg(first)).toString().equals("0"));
    }

    @Test
    void of_a_batch_of_which_some_are_known_the_others_are_stored_as_they_came() throws TimeoutException {
        pipeline.ingest("one", new PgEvents(pg));
        var all = Clicks.clicks(300);
        keep(all.stream().filter(event -> event.index() % 3 == 1).toList());
        var kept = keep(all);
        assertThat(kept.duplicates()).isEqualTo(100);
        assertThat(kept.fresh()).extracting(Verdict.Checked::index).allMatch(index -> index % 3 != 1);
        pipeline.await(() -> count("SELECT count(*) AS n FROM event") == 300);
        assertThat(count("SELECT count(*) AS n FROM event WHERE 'event-' || (properties ->> 'n') = event_id"))
                .isEqualTo(300);
    }

    private static List<Verdict.Checked> fresh(Future<Offer> offer) throws TimeoutException {
        return ((Offer.Kept) offer.await(10, TimeUnit.SECONDS)).fresh();
    }

    private Offer.Kept keep(List<Verdict.Checked> batch) throws TimeoutException {
        return (Offer.Kept) pipeline.new Edge().offer(batch).await(10, TimeUnit.SECONDS);
    }

    private long count(String sql) {
        return pg.read(tx -> tx.one(sql, row -> row.getLong("n"))).orElseThrow();
    }
}
