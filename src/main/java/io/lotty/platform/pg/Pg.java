package io.lotty.platform.pg;

import io.lotty.refusal.Refusal;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Postgres, for straight-line code. A database that does not answer is a {@link Refusal.Unavailable}; a broken
 * constraint is whatever refusal the caller names for it.
 */
public final class Pg {
    private static final String SNAPSHOT = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
    private static final String SIGN = """
            SELECT set_config('lotty.actor', $1, true),
                   set_config('lotty.action', $2, true),
                   set_config('lotty.request_id', $3, true)""";

    private final Pool pool;

    public Pg(Pool pool) {
        this.pool = pool;
    }

    /** Reads on one connection, each statement for itself. */
    public <T> T read(Function<Tx, T> work) {
        return connected(connection -> work.apply(new Tx(connection)));
    }

    /** Reads several things as of one moment. */
    public <T> T snapshot(Function<Tx, T> work) {
        return connected(connection -> {
            connection.query(SNAPSHOT).execute().await();
            try {
                return work.apply(new Tx(connection));
            } finally {
                connection.query("ROLLBACK").execute().await();
            }
        });
    }

    /** One signed transaction: all of it or nothing. */
    public <T> T change(Signature signature, Function<Tx, T> work) {
        return change(signature, Map.of(), work);
    }

    /** One signed transaction; a broken constraint becomes the refusal that stands under its name. */
    public <T> T change(Signature signature, Map<String, Supplier<Refusal>> constraints, Function<Tx, T> work) {
        try {
            return connected(connection -> {
                var transaction = connection.begin().await();
                try {
                    var tx = new Tx(connection);
                    tx.rows(SIGN, signature.actor(), signature.action(), signature.requestId());
                    var result = work.apply(tx);
                    transaction.commit().await();
                    return result;
                } catch (Throwable failed) {
                    transaction
                            .rollback()
                            .recover(alreadyGone -> Future.succeededFuture())
                            .await();
                    throw failed;
                }
            });
        } catch (PgException broken) {
            var refusal = broken.getConstraint() == null ? null : constraints.get(broken.getConstraint());
            throw refusal == null ? broken : refusal.get();
        }
    }

    private <T> T connected(Function<SqlConnection, T> work) {
        SqlConnection connection;
        try {
            connection = pool.getConnection().await();
        } catch (Throwable unreachable) {
            throw unavailable(unreachable);
        }
        try {
            return work.apply(connection);
        } catch (Refusal refusal) {
            throw refusal;
        } catch (Throwable failed) {
            throw isConnectionTrouble(failed) ? unavailable(failed) : rethrown(failed);
        } finally {
            connection.close();
        }
    }

    private static boolean isConnectionTrouble(Throwable failed) {
        return switch (failed) {
            case PgException pg -> {
                var state = String.valueOf(pg.getSqlState());
                yield state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
            }
            case ClosedConnectionException _, IOException _, TimeoutException _ -> true;
            default -> false;
        };
    }

    private static Refusal.Unavailable unavailable(Throwable cause) {
        return new Refusal.Unavailable("The database does not answer. Try again in a few seconds.", 5, cause);
    }

    private static RuntimeException rethrown(Throwable failed) {
        return failed instanceof RuntimeException runtime ? runtime : new IllegalStateException(failed);
    }
}
