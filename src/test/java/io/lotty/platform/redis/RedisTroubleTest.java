package io.lotty.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.vertx.redis.client.impl.types.ErrorType;
import org.junit.jupiter.api.Test;

@Covers("DEC-10")
class RedisTroubleTest {
    @Test
    void each_failure_has_its_kind() {
        assertThat(RedisTrouble.of(new RedisDown("link", "why"))).isEqualTo(RedisTrouble.REDIS_DOWN);
        assertThat(RedisTrouble.of(ErrorType.create("WRONGTYPE Operation"))).isEqualTo(RedisTrouble.REDIS_ERROR);
        assertThat(RedisTrouble.of(new IllegalArgumentException("malformed"))).isEqualTo(RedisTrouble.OTHER);
        assertThat(RedisTrouble.REDIS_FULL.text()).isEqualTo("redis_full");
    }

    @Test
    void a_full_memory_is_told_by_old_servers_and_new_ones() {
        for (var said : new String[] {
            "OOM command not allowed when used memory > 'maxmemory'. script: 5f, on @user_script:9.",
            "ERR Error running script (call to f_5f): @user_script:9: -OOM command not allowed when used memory > 'maxmemory'."
        }) {
            assertThat(RedisTrouble.of(ErrorType.create(said))).isEqualTo(RedisTrouble.REDIS_FULL);
        }
    }
}
