package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Redis is killed, hangs and is full under load. {@code -Dlotty.loss.bound=250} sets the milliseconds that an answer may take. */
@WithStores
@Covers("DEC-10")
class RedisLossIT {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLossIT.class);
    private static final int CONNECTIONS = 8;
    private static final int ANSWERS_EACH = Integer.getInteger("lotty.loss.answers", 200);

    private static OwnRedis redis;
    private static RunningLotty lotty;

    @BeforeAll
    static void start(FreshDatabase database, FreshRedis unused) {
        redis = OwnRedis.start();
        // a port of one's own makes Lotty start an event loop per core
        lotty = RunningLotty.start(
                database,
                unused,
                Map.of("LOTTY_REDIS_URL", redis.url(), "LOTTY_HTTP_PORT", Integer.toString(LottyProcess.freePort())));
        Trial.draft(lotty, new JsonObject()).after("submit", "approve", "start");
    }

    @AfterAll
    static void stop() {
        lotty.close();
        redis.close();
    }

    @Test
    void a_killed_redis_costs_nobody_an_answer_a_variant_or_his_patience() throws IOException {
        try (var load = DecideLoad.start(lotty.url(), CONNECTIONS)) {
            assertBorne("Redis killed", load, redis::kill, redis::restart);
        }
    }

    @Test
    void a_redis_that_hangs_costs_no_more() throws IOException {
        try (var load = DecideLoad.start(lotty.url(), CONNECTIONS)) {
            assertBorne("Redis stopped", load, redis::freeze, redis::thaw);
        }
    }

    @Test
    void a_full_redis_serves_whom_it_knows_and_degrades_newcomers_alone() throws IOException {
        Eventually.holds(() -> !isDegraded("an-old-friend"));
        assertThat(redis.ask("CONFIG SET maxmemory 1")).startsWith("+OK");
        Eventually.holds(() -> isDegraded("somebody-new") && metrics().contains("{cause=\"redis_full\"} 1"));
        Eventually.holds(() -> !isDegraded("an-old-friend"));
        assertThat(isDegraded("somebody-else")).isTrue();
        assertThat(redis.ask("CONFIG SET maxmemory 0")).startsWith("+OK");
        Eventually.holds(() -> !isDegraded("somebody-new"));
    }

    /** Something done to a store. */
    private interface Deed {
        void run() throws IOException;
    }

    private static void assertBorne(String what, DecideLoad load, Deed loss, Deed back) throws IOException {
        long lost = System.nanoTime();
        loss.run();
        load.await(true, ANSWERS_EACH);
        assertThat(metrics()).contains("lotty_redis_link_up{link=\"assignments\"} 0");
        back.run();
        long returned = System.nanoTime();
        load.await(false, ANSWERS_EACH);
        var seen = new Loss(what, load.since(lost), load.faults(), returned);
        LOG.warn(seen.figures());
        seen.assertBorne();
        assertThat(seen.degraded()).isPositive();
        Eventually.holds(() -> metrics().contains("lotty_redis_link_up{link=\"assignments\"} 1"));
        assertThat(metrics()).containsPattern("lotty_decide_degraded_total\\{cause=\"redis_down\"\\} [1-9]");
    }

    private static boolean isDegraded(String subject) {
        var body = new JsonObject().put("subject_id", subject);
        return lotty.product().post("/api/v1/decide", body).json().getBoolean("degraded");
    }

    private static String metrics() {
        return lotty.nobody().get("/metrics").body();
    }
}
