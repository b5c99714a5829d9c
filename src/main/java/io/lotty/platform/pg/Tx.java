package io.lotty.platform.pg;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connection in use: one statement, one call. Every statement is prepared and its parameters are bound. */
public final class Tx {
    private final SqlConnection connection;

    Tx(SqlConnection connection) {
        this.connection = connection;
    }

    public <T> List<T> list(String sql, Function<Row, T> mapping, @Nullable Object... parameters) {
        var items = new ArrayList<T>();
        for (var row : rows(sql, parameters)) {
            items.add(mapping.apply(row));
        }
        return items;
    }

    public <T> Optional<T> one(String sql, Function<Row, T> mapping, @Nullable Object... parameters) {
        var rows = rows(sql, parameters).iterator();
        return rows.hasNext() ? Optional.of(mapping.apply(rows.next())) : Optional.empty();
    }

    /** How many rows a statement changed. */
    public int run(String sql, @Nullable Object... parameters) {
        return rows(sql, parameters).rowCount();
    }

    /** Hands rows on as they come, some at a time, so that any number of them takes little memory. Within a transaction. */
    public void each(String sql, int atOnce, Consumer<Row> next, @Nullable Object... parameters) {
        var statement = connection.prepare(sql).await();
        try {
            var cursor = statement.cursor(tuple(parameters));
            try {
                do {
                    cursor.read(atOnce).await().forEach(next);
                } while (cursor.hasMore());
            } finally {
                cursor.close().await();
            }
        } finally {
            statement.close().await();
        }
    }

    RowSet<Row> rows(String sql, @Nullable Object... parameters) {
        return connection.preparedQuery(sql).execute(tuple(parameters)).await();
    }

    private static Tuple tuple(@Nullable Object... parameters) {
        var tuple = Tuple.tuple();
        for (var parameter : parameters) {
            tuple.addValue(parameter);
        }
        return tuple;
    }
}
