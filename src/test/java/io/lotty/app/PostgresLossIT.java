package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.embedded.OwnPostgres;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Postgres is killed under load: decide must not notice. See {@link RedisLossIT} for the bound. */
@WithStores
@Covers("DEC-10")
class PostgresLossIT {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresLossIT.class);
    private static final int ANSWERS_EACH = Integer.getInteger("lotty.loss.answers", 200);

    @Test
    void a_killed_postgres_changes_nothing_about_decisions(FreshDatabase unused, FreshRedis redis) throws IOException {
        try (var postgres = OwnPostgres.start();
                var lotty = RunningLotty.start(unused, redis, Map.of("LOTTY_POSTGRES_URL", postgres.url()))) {
            Trial.draft(lotty, new JsonObject()).after("submit", "approve", "start");
            try (var load = DecideLoad.start(lotty.url(), 8)) {
                long lost = System.nanoTime();
                postgres.kill();
                Eventually.holds(() -> lotty.nobody().get("/ready").body().contains("degraded"));
                load.await(false, ANSWERS_EACH);
                var seen = new Loss("Postgres killed", load.since(lost), load.faults(), lost);
                LOG.warn(seen.figures());
                seen.assertBorne();
                assertThat(seen.degraded())
                        .as("but for what a busy machine does")
                        .isLessThan(seen.answers().size() / 10);
                assertThat(lotty.nobody().get("/ready").status()).isEqualTo(200);
            }
        }
    }
}
