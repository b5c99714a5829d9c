package io.lotty.event.pg;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rows as the arrays that {@code unnest} takes, one for each column. */
final class Columns {
    private Columns() {}

    static <R, T extends @Nullable Object> T[] column(
            Collection<R> rows, Function<R, T> value, IntFunction<T[]> array) {
        var column = array.apply(rows.size());
        int i = 0;
        for (var row : rows) {
            column[i++] = value.apply(row);
        }
        return column;
    }

    static <R> OffsetDateTime[] times(Collection<R> rows, Function<R, Instant> value) {
        return column(rows, row -> value.apply(row).atOffset(ZoneOffset.UTC), OffsetDateTime[]::new);
    }

    /** Where many rows share a time: making one takes longer than finding it. */
    static <R> OffsetDateTime[] fewTimes(Collection<R> rows, Function<R, Instant> value) {
        Map<Instant, OffsetDateTime> known = new HashMap<>();
        return column(
                rows,
                row -> known.computeIfAbsent(value.apply(row), instant -> instant.atOffset(ZoneOffset.UTC)),
                OffsetDateTime[]::new);
    }
}
