package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Covers("OPS-3")
@WithStores
class ApplicationIT {
    @Test
    void stopping_lets_idle_connections_go_at_once_and_again_does_nothing(FreshDatabase database, FreshRedis redis) {
        var lotty = RunningLotty.start(database, redis);
        assertThat(lotty.nobody().get("/health").status()).isEqualTo(200); // and its connection stays open
        var begun = System.nanoTime();

        lotty.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThatThrownBy(() -> lotty.nobody().get("/health")).isInstanceOf(UncheckedIOException.class);
        assertThatCode(lotty::close).doesNotThrowAnyException();
    }
}
