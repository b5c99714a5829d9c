package io.lotty.decision.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.decision.Assignments;
import io.lotty.decision.pg.PgAssignments;
import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.platform.pg.Signature;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.StreamPace;
import io.lotty.refusal.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a claim to its copy in Postgres, on real stores. */
@WithStores
@Covers("DEC-5")
class MirrorIT {
    private static final StreamPace QUICK = new StreamPace(
            8, Duration.ofMillis(300), Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofMillis(100));
    private static final long SECOND = 1_900_000_000;
    private static final ExperimentId EXPERIMENT = new ExperimentId(new UUID(7, 1));
    private static final ExperimentId OTHER = new ExperimentId(new UUID(7, 2));

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Pg pg;
    private final FreshRedis redis;
    private final RedisLink looking;

    MirrorIT(FreshDatabase database, FreshRedis redis) {
        this.pg = new Pg(PgPools.open(vertx, database.url(), 4));
        this.redis = redis;
        this.looking = RedisLink.open(vertx, redis.url(), "test").await();
    }

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void what_is_claimed_is_copied_with_its_variant_second_and_revision() {
        edge().claimed("an\nn 😀", entry(EXPERIMENT, "déjà vu"), entry(OTHER, "b"));
        loops(new PgAssignments(pg));
        Eventually.holds(() -> copies() == 2);
        assertThat(texts("""
                SELECT concat_ws(',', subject_id, experiment_id, variant, extract(epoch FROM assigned_at)::bigint,
                                 plan_revision) AS text
                  FROM assignment ORDER BY experiment_id"""))
                .containsExactly(
                        "an\nn 😀," + EXPERIMENT + ",déjà vu,1900000000,7", "an\nn 😀," + OTHER + ",b,1900000000,7");
    }

    @Test
    void the_claims_of_one_turn_travel_together_and_of_two_copies_the_later_stays() {
        edge().inOneTurn(mirror ->
                IntStream.range(0, 100).forEach(i -> claim(mirror, "user-" + i, entry(EXPERIMENT, "first"))));
        assertThat(entries()).isEqualTo(4);
        loops(new PgAssignments(pg));
        Eventually.holds(() -> copies() == 100);
        edge().claimed("user-5", entry(EXPERIMENT, "repeated"), entry(OTHER, "b"));
        edge().claimed("user-6", later("second", 1), later("third", 2));
        edge().claimed("user-7", later("earlier", -1));
        Eventually.holds(() -> copies() == 101);
        Eventually.holds(() -> entries() == 0);
        assertThat(texts("SELECT variant AS text FROM assignment WHERE subject_id = 'user-5' ORDER BY experiment_id"))
                .containsExactly("first", "b");
        assertThat(texts("""
                SELECT concat_ws(',', variant, extract(epoch FROM assigned_at)::bigint) AS text
                  FROM assignment WHERE subject_id IN ('user-6', 'user-7') ORDER BY subject_id""")).containsExactly("third,1900000002", "first,1900000000");
    }

    @Test
    void what_redis_cannot_take_is_kept_and_sent_when_it_is_there_again() throws IOException {
        var own = OwnRedis.start();
        try {
            var edge = MirrorEdge.start(vertx, own.url(), meters, 1_000);
            own.kill();
            edge.claimed("before", entry(EXPERIMENT, "a"));
            edge.inOneTurn(mirror ->
                    IntStream.range(0, 10_100).forEach(i -> claim(mirror, "user-" + i, entry(EXPERIMENT, "a"))));
            assertThat(dropped()).isBetween(100.0, 101.0);
            own.restart();
            loops(own.url(), new PgAssignments(pg));
            Eventually.holds(() -> copies() == 10_101 - (long) dropped());
        } finally {
            own.close();
        }
    }

    @Test
    void a_claim_whose_answer_was_lost_is_copied_when_it_holds_and_not_when_it_does_not() throws IOException {
        var claim = MirrorEdge.claim(SECOND);
        var own = OwnRedis.start();
        try {
            var edge = MirrorEdge.start(vertx, own.url(), meters, 1_000);
            own.ask("SET lotty:a:{held} " + claim.after().text());
            own.ask("SET lotty:a:{other} " + claim.after().text().replace(":1:", ":0:"));
            own.kill();
            for (var subject : List.of("held", "other", "absent")) {
                edge.doubted(new SubjectId(subject), claim);
            }
            own.restart();
            loops(own.url(), new PgAssignments(pg));
            Eventually.holds(() -> copies() == 1);
            edge.doubted(new SubjectId("held"), claim);
            assertThat(texts("SELECT concat_ws(' ', subject_id, variant, plan_revision) AS text FROM assignment"))
                    .containsExactly("held v1 3");
        } finally {
            own.close();
        }
    }

    @Test
    void a_full_stream_refuses_and_what_it_refused_comes_when_there_is_room() {
        var edge = MirrorEdge.start(vertx, redis.url(), meters, 1);
        for (int i = 0; i < 10; i++) {
            edge.claimed("user-" + i, entry(EXPERIMENT, "a"));
        }
        assertThat(entries()).isEqualTo(MirrorStreams.SHARDS);
        loops(new PgAssignments(pg));
        Eventually.holds(() -> copies() == 10);
        assertThat(dropped()).isZero();
    }

    @Test
    void what_a_killed_loop_held_is_copied_by_another() {
        var taken = new AtomicInteger();
        var never = Promise.<Integer>promise();
        loops(assignments -> {
            taken.addAndGet(assignments.size());
            return never.future().await();
        });
        edge().inOneTurn(mirror ->
                IntStream.range(0, 100).forEach(i -> claim(mirror, "u" + i, entry(EXPERIMENT, "a"))));
        Eventually.holds(() -> taken.get() > 0);
        loops(new PgAssignments(pg));
        Eventually.holds(() -> copies() == 100 && entries() == 0);
        never.fail("so that the test can end");
    }

    @Test
    void a_database_that_is_away_is_waited_for() {
        var tries = new AtomicInteger();
        var assignments = new PgAssignments(pg);
        loops(batch -> {
            if (tries.incrementAndGet() <= 5) {
                throw new Refusal.Unavailable("away", 1);
            }
            return assignments.add(batch);
        });
        edge().claimed("ann", entry(EXPERIMENT, "a"));
        Eventually.holds(() -> copies() == 1 && entries() == 0);
        assertThat(meters.counter("lotty.assignments.failures").count()).isEqualTo(5);
        assertThat(meters.counter("lotty.assignments.mirrored").count()).isOne();
    }

    @Test
    void poison_is_dropped_alone_and_counted() {
        edge().inOneTurn(mirror -> {
            claim(mirror, "ann", entry(EXPERIMENT, "a"));
            claim(mirror, "bob", entry(EXPERIMENT, "a"));
        });
        looking.send(Request.cmd(Command.XADD)
                        .arg(MirrorStreams.stream(0))
                        .arg("*")
                        .arg("carl")
                        .arg("no assignment")
                        .arg("nul\0")
                        .arg(MirrorPayload.encode(7, List.of(entry(EXPERIMENT, "a")))))
                .await();
        loops(new PgAssignments(pg));
        Eventually.holds(() -> copies() == 2 && entries() == 0);
        assertThat(dropped()).isEqualTo(2);
    }

    @Test
    @Covers("DEC-11")
    void what_was_assigned_before_its_subject_was_erased_does_not_come_back() {
        pg.change(new Signature("test", "test", "test"), tx -> tx.run("""
                INSERT INTO erased_subject (subject_hash, erased_at, assignments, events)
                VALUES (substr(sha256('ann'), 1, 16), to_timestamp($1::bigint), 0, 0)""", SECOND));
        loops(new PgAssignments(pg));
        edge().claimed("ann", entry(EXPERIMENT, "a"));
        edge().claimed("ann", new AssignmentMirror.Entry(OTHER, new VariantName("b"), SECOND + 1));
        edge().claimed("bob", entry(EXPERIMENT, "a"));
        Eventually.holds(() -> copies() == 2 && entries() == 0);
        assertThat(texts("SELECT variant AS text FROM assignment WHERE subject_id = 'ann'"))
                .containsExactly("b");
    }

    private static AssignmentMirror.Entry entry(ExperimentId experiment, String variant) {
        return new AssignmentMirror.Entry(experiment, new VariantName(variant), SECOND);
    }

    private static AssignmentMirror.Entry later(String variant, int seconds) {
        return new AssignmentMirror.Entry(EXPERIMENT, new VariantName(variant), SECOND + seconds);
    }

    private static void claim(AssignmentMirror mirror, String subject, AssignmentMirror.Entry entry) {
        mirror.claimed(new SubjectId(subject), 7, List.of(entry));
    }

    private MirrorEdge edge() {
        return MirrorEdge.start(vertx, redis.url(), meters, 1_000);
    }

    private void loops(Assignments assignments) {
        loops(redis.url(), assignments);
    }

    private void loops(String url, Assignments assignments) {
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        for (int shard = 0; shard < MirrorStreams.SHARDS; shard++) {
            vertx.deployVerticle(new Loop(url, shard, assignments), options).await();
        }
    }

    private List<String> texts(String sql) {
        return pg.<List<String>>read(tx -> tx.list(sql, row -> row.getString("text")));
    }

    private long copies() {
        return pg.read(tx -> tx.one("SELECT count(subject_id) AS n FROM assignment", row -> row.getLong("n")))
                .orElseThrow();
    }

    private long entries() {
        return IntStream.range(0, MirrorStreams.SHARDS)
                .mapToLong(shard -> Long.parseLong(
                        String.valueOf(looking.send(Request.cmd(Command.XLEN).arg(MirrorStreams.stream(shard)))
                                .await())))
                .sum();
    }

    private double dropped() {
        return meters.counter("lotty.assignments.unmirrored").count();
    }

    private final class Loop extends VerticleBase {
        private final String url;
        private final int shard;
        private final Assignments assignments;

        Loop(String url, int shard, Assignments assignments) {
            this.url = url;
            this.shard = shard;
            this.assignments = assignments;
        }

        @Override
        public Future<?> start() {
            var link = RedisLink.open(vertx, url, "mirror").await();
            var stream = MirrorLoop.stream(link, shard, UUID.randomUUID().toString());
            var loop = new MirrorLoop(vertx, stream, assignments, QUICK, InstantSource.system(), meters);
            context.runOnContext(here -> loop.run());
            return Future.succeededFuture();
        }
    }
}
