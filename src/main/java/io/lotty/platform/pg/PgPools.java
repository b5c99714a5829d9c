package io.lotty.platform.pg;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/** Connection pools with every limit set: size, waiters, waiting time. */
public final class PgPools {
    private PgPools() {}

    public static Pool open(Vertx vertx, String url, int size) {
        var connection = PgConnectOptions.fromUri(url)
                .setCachePreparedStatements(true)
                .setReconnectAttempts(2)
                .setReconnectInterval(100);
        connection.addProperty("application_name", "lotty");
        connection.addProperty("timezone", "UTC");
        var pool = new PoolOptions()
                .setMaxSize(size)
                .setMaxWaitQueueSize(1_000)
                .setConnectionTimeout(5)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool().with(pool).connectingTo(connection).using(vertx).build();
    }
}
