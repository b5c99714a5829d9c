package io.lotty.access.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.access.ApiKey;
import io.lotty.access.KeyRing;
import io.lotty.access.Secrets;
import io.lotty.kit.Covers;
import io.vertx.core.json.JsonArray;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Covers("ACC-5")
class KeyRingJsonTest {
    private static final KeyRing RING = new KeyRing(Map.of(
            ByteBuffer.wrap(Secrets.hash("lk_one")), ApiKey.Scope.CLIENT,
            ByteBuffer.wrap(Secrets.hash("lk_two")), ApiKey.Scope.SERVER));

    @Test
    void a_ring_arrives_as_it_left() {
        var arrived = KeyRingJson.decode(new JsonArray(KeyRingJson.encode(RING).encode()));

        assertThat(arrived).isEqualTo(RING);
        assertThat(arrived.scopeOf("lk_two")).contains(ApiKey.Scope.SERVER);
        assertThat(arrived.scopeOf("lk_three")).isEmpty();
    }

    @Test
    void no_secret_travels() {
        assertThat(KeyRingJson.encode(RING).encode()).doesNotContain("lk_");
    }

    @Test
    void an_empty_ring_opens_nothing() {
        assertThat(KeyRingJson.decode(KeyRingJson.encode(KeyRing.EMPTY)).scopeOf(""))
                .isEmpty();
    }
}
