package io.lotty.app;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

/** Asks Postgres every second whether it is there, so that {@code /ready} need not. */
final class PostgresProbe {
    private static final long PERIOD_MILLIS = 1_000;
    private static final String ARE_YOU_THERE = "SELECT 1";

    private final Vertx vertx;
    private final Pool pool;
    private volatile boolean up = true;
    private boolean asking;

    PostgresProbe(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

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
        pool.query(ARE_YOU_THERE).execute().onComplete(answer -> {
            up = answer.succeeded();
            asking = false;
        });
    }
}
