package io.lotty.event.pg;

import io.lotty.event.Event;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The rows that the ingest writes of events, as ready arrays, each with a statement that does no more than insert them. */
public final class ReadyRows {
    /** Of the first generation, which is the only one of a new database. */
    private static final String ADD_KEYS = "INSERT INTO event_key (generation, id_hash) SELECT 1, unnest($1::bytea[])";

    private ReadyRows() {}

    /** A statement and its parameters. */
    public record Statement(String sql, Tuple columns) {
        static Statement of(String sql, @Nullable Object... columns) {
            var tuple = Tuple.tuple();
            for (var column : columns) {
                tuple.addValue(column);
            }
            return new Statement(sql, tuple);
        }
    }

    /** Their origins, which must be there first. */
    public static Statement originsOf(List<Event> events) {
        var origins = new HashMap<Origin, Long>();
        Row.of(events, origins);
        return Statement.of(EventSql.ADD_ORIGINS, Storing.originColumns(origins));
    }

    /** Ids and events, in the order in which they are inserted quickest. */
    public static List<Statement> of(List<Event> events) {
        var byKey = Row.of(events, new HashMap<>());
        var byPlace = new ArrayList<>(byKey);
        byPlace.sort(Row::byPlace);
        return List.of(
                Statement.of(ADD_KEYS, new Object[] {Storing.keyColumn(byKey)}),
                Statement.of(EventSql.ADD_EVENTS, Storing.eventColumns(byPlace)));
    }

    /** The same events as rows of one table that somebody without reports might have. */
    public static Statement wide(String sql, List<Event> events) {
        return Statement.of(sql, wideColumns(events));
    }

    private static Object[] wideColumns(List<Event> events) {
        var rows = Row.of(events, new HashMap<>());
        var narrow = Storing.eventColumns(rows);
        return new Object[] {
            narrow[3],
            of(rows, event -> event.type().value(), String[]::new),
            of(rows, event -> event.decided().flag().value(), String[]::new),
            of(rows, event -> event.decided().experiment().orElseThrow().value(), UUID[]::new),
            of(rows, event -> event.decided().experimentVersion(), Integer[]::new),
            of(rows, event -> event.decided().variant().orElseThrow().value(), String[]::new),
            of(rows, event -> event.decided().reason(), String[]::new),
            narrow[4],
            narrow[5],
            narrow[0],
            narrow[1],
            narrow[6]
        };
    }

    private static <T> T[] of(List<Row> rows, Function<Event, T> value, IntFunction<T[]> array) {
        return Columns.column(rows, row -> value.apply(row.event()), array);
    }
}
