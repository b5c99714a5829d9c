package io.lotty.report.pg;

import io.lotty.report.Arrivals;
import io.lotty.report.Delays;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of an experiment's events when they arrived, out of what is counted by hours of arrival. */
final class ArrivalSql {
    private static final String ACCEPTED = "accepted";
    private static final String DUPLICATE = "duplicate";

    /** $1 experiment, $2 from, $3 to. */
    static final String ARRIVALS = """
            SELECT q.reason, each.place - 1 AS delay, sum(each.n)::bigint AS n
              FROM event_quality q,
                   unnest(coalesce(q.delays, ARRAY[q.n])) WITH ORDINALITY AS each (n, place)
             WHERE q.experiment_id = $1 AND q.hour >= date_trunc('hour', $2::timestamptz, 'UTC') AND q.hour < $3
               AND each.n > 0
             GROUP BY q.reason, each.place""";

    static final String AS_OF = """
            SELECT max(latest) AS as_of
              FROM event_quality
             WHERE experiment_id = $1
               AND hour = (SELECT max(hour) FROM event_quality WHERE experiment_id = $1 AND reason = 'accepted')""";

    private ArrivalSql() {}

    /**
     * How many of a kind.
     *
     * @param delay an octave, of what is accepted
     */
    record Counted(String reason, int delay, long n) {}

    static Counted row(Row row) {
        return new Counted(row.getString("reason"), row.getInteger("delay"), row.getLong("n"));
    }

    static Arrivals arrivals(List<Counted> kinds) {
        Map<Integer, Long> byOctave = new HashMap<>();
        Map<String, Long> rejected = new HashMap<>();
        long duplicates = 0;
        for (var kind : kinds) {
            switch (kind.reason()) {
                case ACCEPTED -> byOctave.merge(kind.delay(), kind.n(), Long::sum);
                case DUPLICATE -> duplicates = kind.n();
                default -> rejected.put(kind.reason(), kind.n());
            }
        }
        return new Arrivals(new Delays(byOctave), duplicates, rejected);
    }
}
