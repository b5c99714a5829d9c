package io.lotty.report.pg;

import io.lotty.report.Arrivals;
import io.lotty.report.Delays;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of an experiment's events when they arrived, out of what is counted by hours of arrival. */
final class ArrivalSql {
    private static final String ACCEPTED = "accepted";
    private static final String DUPLICATE = "duplicate";

    /** $1 experiment, $2 from, $3 to. */
    static final String ARRIVALS = """
            SELECT reason, delay, sum(n)::bigint AS n
              FROM event_quality
             WHERE experiment_id = $1 AND hour >= date_trunc('hour', $2::timestamptz, 'UTC') AND hour < $3
             GROUP BY reason, delay""";

    private ArrivalSql() {}

    /** How many of a kind. */
    record Counted(String reason, @Nullable Integer delay, long n) {}

    static Counted row(Row row) {
        return new Counted(row.getString("reason"), row.getInteger("delay"), row.getLong("n"));
    }

    static Arrivals arrivals(List<Counted> kinds) {
        Map<Integer, Long> byOctave = new HashMap<>();
        Map<String, Long> rejected = new HashMap<>();
        long duplicates = 0;
        for (var kind : kinds) {
            switch (kind.reason()) {
                case ACCEPTED -> byOctave.put(Objects.requireNonNull(kind.delay()), kind.n());
                case DUPLICATE -> duplicates = kind.n();
                default -> rejected.put(kind.reason(), kind.n());
            }
        }
        return new Arrivals(new Delays(byOctave), duplicates, rejected);
    }
}
