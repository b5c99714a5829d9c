package io.lotty.access.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.access.ClientAddress;
import io.lotty.access.Email;
import io.lotty.access.People;
import io.lotty.access.Tries;
import io.lotty.access.TriesContract;
import io.lotty.access.TryLimit;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithStores
class PgTriesIT extends TriesContract {
    private final Vertx vertx = Vertx.vertx();
    private final Pg pg;
    private final Tries tries;

    PgTriesIT(FreshDatabase database) {
        pg = new Pg(PgPools.open(vertx, database.url(), 10));
        tries = new PgTries(pg);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Override
    protected Tries tries() {
        return tries;
    }

    @Test
    @Covers("ACC-4")
    void what_has_recovered_is_forgotten_in_passing() {
        for (int i = 0; i < 50; i++) {
            tries.count(
                    TryLimit.of(new Email("user" + i + "@lotty.local"), new ClientAddress("10.0.0." + i)), People.NOON);
        }
        assertThat(rows()).isEqualTo(150);
        var later = People.NOON.plus(Duration.ofHours(1));
        for (int i = 0; i < 2; i++) {
            tries.count(TryLimit.of(new Email("last@lotty.local"), new ClientAddress("10.0.0.1")), later);
        }
        assertThat(rows()).isEqualTo(3);
    }

    private int rows() {
        return pg.read(tx ->
                        tx.one("SELECT count(*)::integer AS rows FROM log_in_tries", row -> row.getInteger("rows")))
                .orElseThrow();
    }
}
