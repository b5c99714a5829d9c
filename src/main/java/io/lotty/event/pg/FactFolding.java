package io.lotty.event.pg;

import io.lotty.platform.pg.Erasures;
import io.lotty.platform.pg.Pg;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Makes one row of the several that the ingest has appended to a fact, so that what a report reads grows with decisions and
 * hours. Reports say the same before and after. Any number of processes may do so at once, while events come.
 */
final class FactFolding {
    /** Hours that have just ended are folded every time; by far the most has come by then. */
    private static final Duration RECENT = Duration.ofHours(3);
    /** What came late is folded once a day. */
    private static final Duration LATE = Duration.ofDays(8);

    private static final int HOUR_OF_LATE = 3;

    private static final String HOURS = """
            SELECT o.id AS origin, h.hour
              FROM event_origin o,
                   generate_series($1::timestamptz, $2::timestamptz - interval '1 hour', interval '1 hour') h (hour)
             WHERE o.experiment_id IS NOT NULL AND o.reason = 'assigned'
               AND EXISTS (SELECT FROM event_fact f WHERE f.origin = o.id AND f.hour = h.hour)""";
    private static final String FOLD = "SELECT fold_event_facts($1, $2) AS spared";

    private final Pg pg;

    FactFolding(Pg pg) {
        this.pg = pg;
    }

    private record Place(long origin, OffsetDateTime hour) {}

    /** Folds what is due; says how many rows that spared. */
    int fold(Instant now) {
        var end = now.truncatedTo(ChronoUnit.HOURS);
        boolean isDaily = end.atOffset(ZoneOffset.UTC).getHour() == HOUR_OF_LATE;
        return fold(end.minus(isDaily ? LATE : RECENT), end);
    }

    /** @param from and {@code to}: whole hours */
    int fold(Instant from, Instant to) {
        int spared = 0;
        for (var place : places(from, to)) {
            spared += fold(place);
        }
        return spared;
    }

    private List<Place> places(Instant from, Instant to) {
        return pg.read(tx -> tx.list(
                HOURS,
                row -> new Place(row.getLong("origin"), row.getOffsetDateTime("hour")),
                from.atOffset(ZoneOffset.UTC),
                to.atOffset(ZoneOffset.UTC)));
    }

    /** Until nothing is left to sum up: a decision's rows are taken some at a time. */
    private int fold(Place place) {
        int spared = 0;
        for (int some = foldSome(place); some > 0; some = foldSome(place)) {
            spared += some;
        }
        return spared;
    }

    /** A short transaction each: an erasure waits for it. */
    private int foldSome(Place place) {
        return pg.unaudited(tx -> {
            Erasures.holdOff(tx);
            return tx.one(FOLD, row -> row.getInteger("spared"), place.origin(), place.hour())
                    .orElseThrow();
        });
    }
}
