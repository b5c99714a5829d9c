package io.lotty.platform.pg;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/** Connection pools with every limit set: size, waiters, waiting time, and how long a statement may take. */
public final class PgPools {
    private static final String STATEMENT_TIMEOUT = "60s";

    private PgPools() {}

    /** A pool that works as the application's role. */
    public static Pool open(Vertx vertx, String url, int size) {
        return open(vertx, url, size, DatabaseRole.APPLICATION);
    }

    public static Pool open(Vertx vertx, String url, int size, DatabaseRole role) {
        var connection = PgConnectOptions.fromUri(url)
                .setCachePreparedStatements(true)
                .setReconnectAttempts(2)
                .setReconnectInterval(100);
        connection.addProperty("application_name", "lotty");
        connection.addProperty("timezone", "UTC");
        connection.addProperty("statement_timeout", STATEMENT_TIMEOUT);
        connection.addProperty("idle_in_transaction_session_timeout", STATEMENT_TIMEOUT);
        if (role == DatabaseRole.APPLICATION) {
            // at connection time, so that RESET ROLE comes back to it
            connection.addProperty("role", DatabaseRole.APPLICATION_NAME);
        }
        var pool = new PoolOptions()
                .setMaxSize(size)
                .setMaxWaitQueueSize(1_000)
                .setConnectionTimeout(5)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool().with(pool).connectingTo(connection).using(vertx).build();
    }
}
