package io.lotty.access.pg;

import io.lotty.access.ApiKeys;
import io.lotty.access.ApiKeysContract;
import io.lotty.access.KeyRing;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;

@WithStores
class PgApiKeysIT extends ApiKeysContract {
    private final Vertx vertx = Vertx.vertx();
    private final Pg pg;
    private final ApiKeys keys;

    PgApiKeysIT(FreshDatabase database) {
        pg = new Pg(PgPools.open(vertx, database.url(), 2));
        keys = new PgApiKeys(pg);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Override
    protected ApiKeys keys() {
        return keys;
    }

    @Override
    protected KeyRing ring() {
        return pg.snapshot(PgApiKeys::keyRing);
    }
}
