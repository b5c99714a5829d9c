package io.lotty.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A Lotty that was not told of any proxy: whoever connects is the client. */
@WithStores
@Covers("ACC-4")
class UntrustedProxyIT {
    @Test
    void forwarded_addresses_count_for_nothing(FreshDatabase database, FreshRedis redis) {
        try (var lotty = RunningLotty.start(database, redis)) {
            var statuses = IntStream.range(0, 14)
                    .mapToObj(i -> lotty.nobody()
                            .with("X-Forwarded-For", "192.0.2." + i)
                            .post(
                                    "/api/v1/auth/login",
                                    new JsonObject()
                                            .put("email", "erin@lotty.local")
                                            .put("password", "guess " + i))
                            .status())
                    .toList();
            assertThat(statuses.subList(0, 10)).containsOnly(401);
            assertThat(statuses).contains(429);
        }
    }
}
