package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.event.Tallies;
import io.lotty.event.pg.PgTallies;
import io.lotty.event.redis.TallyLoop;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.StreamPace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The data quality of a report, from events over HTTP, though a consumer of the tallies died before it settled them. */
@WithStores
@Covers("REP-3")
class DataQualityIT {
    private static final String STREAM = "lotty:{events}:tallies";
    private static final Duration HOUR = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final FreshRedis redis;
    private final Pg pg;
    private int events;

    DataQualityIT(FreshDatabase database, FreshRedis redis) {
        this.database = database;
        this.redis = redis;
        this.pg = new Pg(PgPools.open(vertx, database.url(), 2));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void the_report_counts_what_answers_said() throws Exception {
        try (var lotty = RunningLotty.start(database, redis, Map.of("LOTTY_ROLES", "http,experiments,watch"))) {
            var trial = Trial.draft(lotty, new JsonObject()).after("submit", "approve", "start");
            Eventually.holds(() -> decision(lotty, 0).getString("reason").equals("assigned"));
            send(lotty);
            storeAndDie(16);
            try (var _ = RunningLotty.start(database, redis, Map.of("LOTTY_ROLES", "ingest"))) {
                Eventually.holds(() -> waiting() == 0);
                Eventually.holds(() -> quality(trial).getJsonObject("accepted").getInteger("count") == 10);
            }
            assertThat(quality(trial)).isEqualTo(new JsonObject("""
                    {"accepted": {"count": 10, "share": 0.5},
                     "rejected": {"count": 7, "share": 0.35, "top": [
                         {"code": "unknown_type", "count": 4}, {"code": "missing_field", "count": 2},
                         {"code": "time_out_of_range", "count": 1}]},
                     "duplicates": {"count": 3, "share": 0.15},
                     "pending": {"count": 1, "share": 0.1},
                     "delay_seconds": {"p50": 3710, "p95": 29700}}"""));
            assertThat(unattributed()).isEqualTo(6);
            assertThat(lotty.nobody().get("/metrics").body())
                    .contains(
                            "lotty_events_rejected_total{code=\"unknown_type\"} 4.0",
                            "lotty_events_duplicate_total 3.0",
                            "lotty_events_pending_total 1.0");
        }
    }

    /** Ten that count, one of them late and one without exposure; three repetitions; 13 that are rejected. */
    private void send(RunningLotty lotty) {
        var good = new ArrayList<JsonObject>();
        for (int subject = 0; subject < 8; subject++) {
            good.add(event(decision(lotty, subject), "exposure", HOUR));
        }
        good.add(event(decision(lotty, 0), "click", HOUR.multipliedBy(6)));
        good.add(event(decision(lotty, 9), "click", HOUR));
        post(lotty, good);
        post(lotty, List.of(good.get(0), good.get(1), event(decision(lotty, 0), "clack", HOUR)));
        var bad = new ArrayList<>(List.of(good.get(0)));
        for (int n = 0; n < 3; n++) {
            bad.add(event(decision(lotty, n), "clack-" + n, HOUR));
        }
        bad.add(event(decision(lotty, 1), "purchase", HOUR));
        bad.add(event(decision(lotty, 2), "purchase", HOUR));
        bad.add(event(decision(lotty, 3), "click", Duration.ofDays(300)));
        for (int n = 0; n < 5; n++) {
            bad.add(event(decision(lotty, n), "click", HOUR).put("decision_id", "forged-" + n));
        }
        post(lotty, bad);
        lotty.product().post("/api/v1/events", new JsonObject().put("events", new JsonArray().add(1)));
    }

    private JsonObject event(JsonObject decision, String type, Duration ago) {
        return new JsonObject()
                .put("event_id", "event-" + events++)
                .put("type", type)
                .put("decision_id", decision.getString("decision_id"))
                .put("occurred_at", Instant.now().minus(ago).toString());
    }

    private static void post(RunningLotty lotty, List<JsonObject> events) {
        var answer = lotty.product().post("/api/v1/events", new JsonObject().put("events", new JsonArray(events)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }

    private static JsonObject decision(RunningLotty lotty, int subject) {
        return lotty.product()
                .post("/api/v1/decide", new JsonObject().put("subject_id", "shopper-" + subject))
                .json()
                .getJsonObject("decisions")
                .getJsonObject(Trial.FLAG);
    }

    /** What became of events; how subjects fell into variants is not of this test. */
    private static JsonObject quality(Trial trial) {
        var from = Instant.now().minus(HOUR.multipliedBy(8));
        var quality =
                trial.erin().get(trial.path() + "/report?from=" + from).json().getJsonObject("data_quality");
        quality.remove("srm");
        return quality;
    }

    /** Stores tallies until so many events are counted, and never settles an entry. */
    private void storeAndDie(int counted) throws Exception {
        var stored = new PgTallies(pg);
        var dying = vertx.deployVerticle(
                        new Consumer(sheets -> {
                            stored.add(sheets);
                            throw new IllegalStateException("killed after it has stored and before it has settled");
                        }),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .await(10, TimeUnit.SECONDS);
        Eventually.holds(() -> unattributed() + attributed() == counted);
        vertx.undeploy(dying).await(20, TimeUnit.SECONDS);
        assertThat(waiting()).as("entries in the hands of the dead").isPositive();
    }

    private long attributed() {
        return sum("experiment_id IS NOT NULL AND reason <> 'accepted'");
    }

    private long unattributed() {
        return sum("experiment_id IS NULL");
    }

    private long sum(String condition) {
        var sql = "SELECT coalesce(sum(n), 0)::bigint AS n FROM event_quality WHERE " + condition;
        return pg.read(tx -> tx.one(sql, row -> row.getLong("n"))).orElseThrow();
    }

    private long waiting() {
        var looking = RedisLink.open(vertx, redis.url(), "test").await();
        try {
            var length = looking.send(Request.cmd(Command.XLEN).arg(STREAM)).await();
            return Objects.requireNonNull(Objects.requireNonNull(length).toLong());
        } finally {
            looking.close().await();
        }
    }

    private final class Consumer extends VerticleBase {
        private final Tallies tallies;
        private Optional<TallyLoop> loop = Optional.empty();

        Consumer(Tallies tallies) {
            this.tallies = tallies;
        }

        @Override
        public Future<?> start() {
            return RedisLink.open(vertx, redis.url(), "dying").onSuccess(link -> {
                var pace = new StreamPace(
                        8, Duration.ofSeconds(60), Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(50));
                var stream = TallyLoop.stream(link, "dying");
                var dying =
                        new TallyLoop(vertx, stream, tallies, pace, InstantSource.system(), new SimpleMeterRegistry());
                loop = Optional.of(dying);
                context.runOnContext(here -> dying.run());
            });
        }

        @Override
        public Future<?> stop() {
            return loop.orElseThrow().stop();
        }
    }
}
