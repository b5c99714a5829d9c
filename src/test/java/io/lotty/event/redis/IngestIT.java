package io.lotty.event.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.event.Catalogues;
import io.lotty.event.Events;
import io.lotty.event.Offer;
import io.lotty.event.PlainDecisions;
import io.lotty.event.Verdict;
import io.lotty.event.pg.PgEvents;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the intake to the table, on real stores. */
@WithStores
class IngestIT {
    private static final EventStreams STREAMS = new EventStreams(3, 1_000);

    private final Vertx vertx = Vertx.vertx();
    private final Pg pg;
    private final PgEvents events;
    private final FreshRedis redis;
    private final Pipeline pipeline;

    IngestIT(FreshDatabase database, FreshRedis redis) throws TimeoutException {
        this.pg = new Pg(PgPools.open(vertx, database.url(), 8));
        this.events = new PgEvents(pg);
        this.redis = redis;
        this.pipeline = new Pipeline(vertx, redis.url(), STREAMS);
    }

    @AfterEach
    void close() throws TimeoutException {
        pipeline.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    @Covers({"EVT-3", "EVT-4", "EVT-5"})
    void ten_senders_of_the_same_thousand_events_at_once_count_each_once() throws TimeoutException {
        pipeline.ingest("one", events);
        pipeline.ingest("two", events);
        var batch = Clicks.clicks(1_000);
        var offers = new ArrayList<Future<Offer>>();
        for (int sender = 0; sender < 10; sender++) {
            offers.add(pipeline.new Edge().offer(batch));
        }
        Future.all(offers).await(30, TimeUnit.SECONDS);
        var kept = offers.stream().map(offer -> (Offer.Kept) offer.result()).toList();
        assertThat(kept.stream().mapToInt(one -> one.fresh().size()).sum()).isEqualTo(1_000);
        assertThat(kept.stream().mapToInt(Offer.Kept::duplicates).sum()).isEqualTo(9_000);
        pipeline.await(() -> pipeline.backlog() == 0);
        assertThat(stored()).isEqualTo(1_000);
        assertThat(pipeline.meters().counter("lotty.events.stored").count()).isEqualTo(1_000);
    }

    @Test
    @Covers("EVT-3")
    void the_same_id_twice_in_one_batch_is_one_event_and_a_duplicate() throws TimeoutException {
        var kept = kept(List.of(Clicks.click(0, "twin", 1), Clicks.click(1, "twin", 1), Clicks.click(2, "single", 1)));
        assertThat(kept.fresh()).extracting(event -> event.id().value()).containsExactlyInAnyOrder("twin", "single");
        assertThat(kept.duplicates()).isEqualTo(1);
    }

    @Test
    @Covers("EVT-3")
    void an_id_that_redis_has_forgotten_is_still_stored_once() throws Exception {
        pipeline.ingest("one", events);
        kept(Clicks.clicks(5));
        pipeline.await(() -> stored() == 5);
        pipeline.await(() -> pipeline.backlog() == 0);
        redis.flush();
        assertThat(kept(Clicks.clicks(6)).fresh()).hasSize(6);
        pipeline.await(() -> stored() == 6);
    }

    @Test
    @Covers("EVT-4")
    void what_a_killed_loop_stored_and_did_not_settle_is_stored_once() throws TimeoutException {
        var inserted = new AtomicInteger();
        var never = Promise.<Integer>promise();
        pipeline.ingest("killed", batch -> {
            inserted.addAndGet(events.add(batch));
            return never.future().await();
        });
        kept(Clicks.clicks(100));
        pipeline.await(() -> inserted.get() == 100);
        assertThat(pipeline.backlog()).isPositive();
        pipeline.ingest("heir", events);
        pipeline.await(() -> pipeline.backlog() == 0);
        assertThat(stored()).isEqualTo(100);
        assertThat(pipeline.length(EventStreams.DEAD)).isZero();
        never.fail("so that the test can end");
    }

    @Test
    @Covers("EVT-4")
    void a_stop_finishes_what_is_in_hand() throws TimeoutException {
        var slow = new AtomicInteger();
        var loops = pipeline.ingest("slow", batch -> {
            slow.incrementAndGet();
            vertx.timer(300, TimeUnit.MILLISECONDS).await();
            return events.add(batch);
        });
        kept(Clicks.clicks(1));
        pipeline.await(() -> slow.get() == 1);
        pipeline.undeploy(loops);
        assertThat(stored()).isEqualTo(1);
        assertThat(pipeline.backlog()).isZero();
    }

    @Test
    @Covers("EVT-4")
    void a_database_that_is_away_is_waited_for() throws TimeoutException {
        var tries = new AtomicInteger();
        pipeline.ingest("patient", batch -> {
            if (tries.incrementAndGet() <= 5) {
                throw new IllegalStateException("away");
            }
            return events.add(batch);
        });
        kept(Clicks.clicks(50));
        pipeline.await(() -> pipeline.backlog() == 0);
        assertThat(stored()).isEqualTo(50);
        assertThat(pipeline.meters().counter("lotty.ingest.failures").count()).isEqualTo(5);
    }

    @Test
    @Covers("EVT-4")
    void a_stop_while_the_database_is_away_leaves_the_events_for_the_next() throws TimeoutException {
        var tries = new AtomicInteger();
        Events away = batch -> {
            tries.incrementAndGet();
            throw new IllegalStateException("away");
        };
        var loops = pipeline.ingest("early", away);
        kept(Clicks.clicks(50));
        pipeline.await(() -> tries.get() > 1);
        pipeline.undeploy(loops);
        assertThat(stored()).isZero();
        pipeline.ingest("late", events);
        pipeline.await(() -> stored() == 50);
    }

    @Test
    @Covers("EVT-5")
    void poison_goes_aside_alone_with_its_reason_and_the_rest_goes_on() throws TimeoutException {
        for (int shard = 0; shard < STREAMS.shards(); shard++) {
            append(shard, "no event at all");
            append(
                    shard,
                    String.join(
                            "\0",
                            "u" + shard,
                            "click",
                            PlainDecisions.id(1, "ann", "blue"),
                            Pipeline.NOW_IN_MICROS,
                            Pipeline.NOW_IN_MICROS,
                            "{broken"));
        }
        kept(Clicks.clicks(200));
        pipeline.ingest("one", events);
        pipeline.await(() -> pipeline.backlog() == 0);
        assertThat(stored()).isEqualTo(200);
        var dead = pipeline.ask(
                Request.cmd(Command.XRANGE).arg(EventStreams.DEAD).arg("-").arg("+"));
        assertThat(dead).hasSize(6);
        var reasons = new ArrayList<String>();
        for (var entry : dead) {
            reasons.add(entry.get(1).get(1).toString());
        }
        assertThat(reasons)
                .filteredOn(reason -> reason.startsWith("unreadable: is no event"))
                .hasSize(3);
        assertThat(reasons)
                .filteredOn(reason -> reason.startsWith("unstorable: invalid input syntax"))
                .hasSize(3);
        assertThat(pipeline.meters().counter("lotty.events.dead").count()).isEqualTo(6);
    }

    @Test
    @Covers("EVT-5")
    void a_full_stream_refuses_and_takes_again_when_there_is_room() throws TimeoutException {
        var narrow = new EventStreams(1, 2);
        try (var small = new Pipeline(vertx, redis.url(), narrow)) {
            var edge = small.new Edge();
            assertThat(offer(edge, List.of(Clicks.click(0, "a", 1)))).isInstanceOf(Offer.Kept.class);
            assertThat(offer(edge, List.of(Clicks.click(0, "b", 1)))).isInstanceOf(Offer.Kept.class);
            assertThat(offer(edge, List.of(Clicks.click(0, "c", 1))))
                    .isInstanceOfSatisfying(
                            Offer.Refused.class,
                            refused -> assertThat(refused.reason().retryAfterSeconds())
                                    .isPositive());
            small.ingest("one", events);
            small.await(() -> small.backlog() == 0);
            assertThat(offer(edge, List.of(Clicks.click(0, "c", 1)))).isInstanceOf(Offer.Kept.class);
            small.await(() -> stored() == 3);
        }
    }

    @Test
    @Covers("EVT-4")
    void nothing_is_acknowledged_while_redis_is_away() throws TimeoutException {
        try (var lost = new Pipeline(vertx, "redis://127.0.0.1:1", STREAMS)) {
            assertThat(offer(lost.new Edge(), Clicks.clicks(3))).isInstanceOf(Offer.Refused.class);
        }
    }

    @Test
    @Covers("EVT-6")
    void an_event_is_pending_until_an_exposure_to_its_decision_was_seen() throws TimeoutException {
        assertThat(kept(List.of(Clicks.click(0, "c1", 1))).pending()).isEqualTo(1);
        assertThat(kept(List.of(Clicks.click(0, "c2", 1), Clicks.event(1, "x1", Catalogues.EXPOSURE, 1)))
                        .pending())
                .isZero();
        assertThat(kept(List.of(Clicks.click(0, "c3", 1), Clicks.click(1, "c4", 2)))
                        .pending())
                .isEqualTo(1);
    }

    @Test
    @Covers("EVT-4")
    void what_is_stored_is_what_was_accepted() throws TimeoutException {
        pipeline.ingest("one", events);
        kept(List.of(Clicks.click(0, "blue", 1), Clicks.withDefault("plain")));
        pipeline.await(() -> stored() == 2);
        var rows = pg.read(tx -> tx.list("""
                SELECT event_id, type, encode(decision, 'hex') AS decision, flag_key, experiment_id, experiment_version,
                       variant, reason, octet_length(subject) AS subject, occurred_at, received_at, properties
                  FROM event JOIN event_origin ON id = origin ORDER BY event_id""", row -> row.deepToString()));
        assertThat(rows.get(0))
                .contains("blue", "click", "00000000000000070000000000000001", "button", "assigned")
                .contains(PlainDecisions.EXPERIMENT + ",3,blue,assigned,16,2027-02-01T11:00Z,2027-02-01T12:00Z")
                .contains("{\"n\":0}");
        assertThat(rows.get(1)).contains("button,null,null,null,no_experiment,16");
    }

    private Offer.Kept kept(List<Verdict.Checked> batch) throws TimeoutException {
        return (Offer.Kept) offer(pipeline.new Edge(), batch);
    }

    private static Offer offer(Pipeline.Edge edge, List<Verdict.Checked> batch) throws TimeoutException {
        return edge.offer(batch).await(10, TimeUnit.SECONDS);
    }

    private void append(int shard, String payload) throws TimeoutException {
        pipeline.ask(Request.cmd(Command.XADD)
                .arg(STREAMS.stream(shard))
                .arg("*")
                .arg("events")
                .arg(payload));
    }

    private long stored() {
        return pg.read(tx -> tx.one("SELECT count(event_id) AS n FROM event", row -> row.getLong("n")))
                .orElseThrow();
    }
}
