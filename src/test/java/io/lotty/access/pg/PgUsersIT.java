package io.lotty.access.pg;

import io.lotty.access.Users;
import io.lotty.access.UsersContract;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;

@WithStores
class PgUsersIT extends UsersContract {
    private final Vertx vertx = Vertx.vertx();
    private final Users users;

    PgUsersIT(FreshDatabase database) {
        users = new PgUsers(new Pg(PgPools.open(vertx, database.url(), 2)));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Override
    protected Users users() {
        return users;
    }
}
