package io.lotty.app;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;

/** Asks Postgres every second whether it is there, so that {@code /ready} need not. One that hangs is not there. */
final class PostgresProbe {
    private static final long PERIOD_MILLIS = 1_000;
    private static final long PATIENCE_MILLIS = 2_000;
    private static final String ARE_YOU_THERE = "SELECT 1";

    private final Vertx vertx;
    private final Pool pool;
    private volatile boolean up = true;
    private boolean asking;

    PostgresProbe(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    /** Starts asking, on one event loop, until Vert.x is closed. */
    void start() {
        vertx.setPeriodic(PERIOD_MILLIS, timer -> ask());
    }

    boolean isUp() {
        return up;
    }

    private void ask() {
        if (asking) {
            return;
        }
        asking = true;
        pool.query(ARE_YOU_THERE)
                .execute()
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .onComplete(answer -> {
                    up = answer.succeeded();
                    asking = false;
                });
    }
}
