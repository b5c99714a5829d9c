package io.lotty.platform.pg;

import io.lotty.refusal.Refusal;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Postgres, for straight-line code. A database that does not answer is a {@link Refusal.Unavailable}; a broken
 * constraint is whatever refusal the caller names for it; text that Postgres cannot keep is a {@link Refusal.Invalid}.
 */
public final class Pg {
    private static final String SNAPSHOT = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
    private static final String SIGN = """
            SELECT set_config('lotty.actor', $1, true),
                   set_config('lotty.action', $2, true),
                   set_config('lotty.request_id', $3, true)""";

    /** Classes of SQLSTATE: connection, rollback by the server, resources, operator intervention. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    /** SQLSTATEs: character not in repertoire, as text and as an escape in JSON. */
    private static final Set<String> UNWRITABLE = Set.of("22021", "22P05");

    private static final String SAVEPOINT = "SAVEPOINT one_use";
    private static final String RELEASE = "RELEASE SAVEPOINT one_use";
    private static final String BACK_TO_SAVEPOINT = "ROLLBACK TO SAVEPOINT one_use";

    private final Pool pool;
    private final ScopedValue<SqlConnection> joined = ScopedValue.newInstance();

    public Pg(Pool pool) {
        this.pool = pool;
    }

    /**
     * One transaction around everything that the work does with this Pg on its thread: its changes are kept together, when
     * the work is over, or not at all. A use that fails is undone by itself, so that the work may go on.
     */
    public <T> T together(Function<Tx, T> work) {
        if (joined.isBound()) {
            return nested(work);
        }
        return connected(connection -> {
            // in plain SQL: the client's own transactions end with the first error, savepoint or not
            connection.query("BEGIN").execute().await();
            try {
                var result = ScopedValue.where(joined, connection).call(() -> work.apply(new Tx(connection)));
                connection.query("COMMIT").execute().await();
                return result;
            } catch (Throwable failed) {
                finished(connection.query("ROLLBACK").execute());
                throw failed;
            }
        });
    }

    /** Reads on one connection, each statement for itself. */
    public <T> T read(Function<Tx, T> work) {
        return joined.isBound() ? nested(work) : connected(connection -> work.apply(new Tx(connection)));
    }

    /** Reads several things as of one moment; within {@link #together}, each statement for itself. */
    public <T> T snapshot(Function<Tx, T> work) {
        return joined.isBound()
                ? nested(work)
                : connected(connection -> {
                    connection.query(SNAPSHOT).execute().await();
                    try {
                        return work.apply(new Tx(connection));
                    } finally {
                        finished(connection.query("ROLLBACK").execute());
                    }
                });
    }

    /** One transaction over tables that are not audited; a table that is refuses it. */
    public <T> T unaudited(Function<Tx, T> work) {
        return transaction(work);
    }

    /** One signed transaction: all of it or nothing. */
    public <T> T change(Signature signature, Function<Tx, T> work) {
        return change(signature, Map.of(), work);
    }

    /** One signed transaction; a broken constraint becomes the refusal that stands under its name. */
    public <T> T change(Signature signature, Map<String, Supplier<Refusal>> constraints, Function<Tx, T> work) {
        try {
            return transaction(tx -> {
                tx.rows(SIGN, signature.actor(), signature.action(), signature.requestId());
                return work.apply(tx);
            });
        } catch (PgException broken) {
            var refusal = broken.getConstraint() == null ? null : constraints.get(broken.getConstraint());
            throw refusal == null ? broken : refusal.get();
        }
    }

    private <T> T transaction(Function<Tx, T> work) {
        return joined.isBound()
                ? nested(work)
                : connected(connection -> {
                    var transaction = connection.begin().await();
                    try {
                        var result = work.apply(new Tx(connection));
                        transaction.commit().await();
                        return result;
                    } catch (Throwable failed) {
                        finished(transaction.rollback());
                        throw failed;
                    }
                });
    }

    /** A part of the joined transaction; what fails is taken back to where it began, and the rest stands. */
    private <T> T nested(Function<Tx, T> work) {
        var connection = joined.get();
        return named(() -> {
            connection.query(SAVEPOINT).execute().await();
            try {
                var result = work.apply(new Tx(connection));
                connection.query(RELEASE).execute().await();
                return result;
            } catch (Throwable failed) {
                finished(connection.query(BACK_TO_SAVEPOINT).execute());
                finished(connection.query(RELEASE).execute());
                throw failed;
            }
        });
    }

    /** Waits for the end of what is over anyway: that it failed must not hide why. */
    private static void finished(Future<?> ending) {
        ending.transform(either -> Future.succeededFuture()).await();
    }

    private <T> T connected(Function<SqlConnection, T> work) {
        SqlConnection connection;
        try {
            connection = pool.getConnection().await();
        } catch (Throwable unreachable) {
            throw unavailable(unreachable);
        }
        try {
            return named(() -> work.apply(connection));
        } finally {
            connection.close();
        }
    }

    /** Gives failures the name under which callers know them. */
    private static <T> T named(Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            throw refusal;
        } catch (Throwable failed) {
            throw isUnwritable(failed) ? unwritable() : isPassing(failed) ? unavailable(failed) : rethrown(failed);
        }
    }

    /** Whether the same may well succeed later: a lost connection, a server in trouble, a deadlock, a statement cut off. */
    private static boolean isPassing(Throwable failed) {
        return switch (failed) {
            case PgException pg ->
                PASSING.contains(String.valueOf(pg.getSqlState()).substring(0, 2));
            case ClosedConnectionException _, IOException _, TimeoutException _ -> true;
            // what the client says of a connection that it knows to be lost
            case VertxException lost -> String.valueOf(lost.getMessage()).startsWith("Connection is not active");
            default -> false;
        };
    }

    /** Whether a text holds a character that Postgres has no place for: NUL. */
    private static boolean isUnwritable(Throwable failed) {
        return failed instanceof PgException pg && UNWRITABLE.contains(String.valueOf(pg.getSqlState()));
    }

    private static Refusal.Invalid unwritable() {
        return new Refusal.Invalid("", "invalid_value", "a text holds the character NUL, which cannot be kept");
    }

    private static Refusal.Unavailable unavailable(Throwable cause) {
        return new Refusal.Unavailable("The database does not answer. Try again in a few seconds.", 5, cause);
    }

    private static RuntimeException rethrown(Throwable failed) {
        return failed instanceof RuntimeException runtime ? runtime : new IllegalStateException(failed);
    }
}
