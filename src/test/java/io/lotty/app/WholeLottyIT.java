package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** One whole process over real stores: what a fresh demo answers. */
@WithStores
class WholeLottyIT {
    @Test
    @Covers({"OPS-4", "DEC-2"})
    void a_fresh_demo_is_ready_and_decides_the_default(FreshDatabase database, FreshRedis redis) {
        try (var lotty = RunningLotty.start(database, redis)) {
            assertThat(lotty.nobody().get("/ready").status()).isEqualTo(200);

            var answer = lotty.product().post("/api/v1/decide", new JsonObject().put("subject_id", "user-1"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json()
                            .getJsonObject("decisions")
                            .getJsonObject("button_color")
                            .getString("value"))
                    .isEqualTo("green");
        }
    }
}
