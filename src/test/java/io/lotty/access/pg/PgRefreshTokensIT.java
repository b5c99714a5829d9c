package io.lotty.access.pg;

import io.lotty.access.RefreshTokens;
import io.lotty.access.RefreshTokensContract;
import io.lotty.access.Users;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;

@WithStores
class PgRefreshTokensIT extends RefreshTokensContract {
    private final Vertx vertx = Vertx.vertx();
    private final Users users;
    private final RefreshTokens tokens;

    PgRefreshTokensIT(FreshDatabase database) {
        var pg = new Pg(PgPools.open(vertx, database.url(), 2));
        users = new PgUsers(pg);
        tokens = new PgRefreshTokens(pg);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Override
    protected Users users() {
        return users;
    }

    @Override
    protected RefreshTokens tokens() {
        return tokens;
    }
}
