package io.lotty.event.pg;

import io.lotty.platform.pg.Erasures;
import io.lotty.platform.pg.Pg;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one row of the several that the ingest has appended to a fact, so that what a report reads grows with decisions and
 * hours. Reports say the same before and after. Any number of processes may do so at once, while events come.
 */
final class FactFolding {
    /** Hours that have just ended are folded every time; by far the most has come by then. */
    private static final Duration RECENT = Duration.ofHours(3);

    private static final Duration DAY = Duration.ofDays(1);
    /** In which what came late is folded, too. */
    private static final int HOUR_OF_LATE = 3;

    private static final String HOURS = """
            SELECT o.id AS origin, h.hour
              FROM event_origin o,
                   generate_series($1::timestamptz, $2::timestamptz - interval '1 hour', interval '1 hour') h (hour)
             WHERE o.experiment_id IS NOT NULL AND o.reason = 'assigned'
               AND EXISTS (SELECT FROM event_fact f WHERE f.origin = o.id AND f.hour = h.hour)""";
    private static final String FOLD = "SELECT fold_event_facts($1, $2) AS spared";

    private final Pg pg;
    private final Duration late;

    /** @param late how old an event may be: what came late is folded once a day */
    FactFolding(Pg pg, Duration late) {
        this.pg = pg;
        this.late = late;
    }

    private record Place(long origin, OffsetDateTime hour) {}

    /** Folds what is due; says how many rows that spared. */
    int fold(Instant now) {
        var end = now.truncatedTo(ChronoUnit.HOURS);
        boolean isDaily = end.atOffset(ZoneOffset.UTC).getHour() == HOUR_OF_LATE;
        return fold(end.minus(isDaily ? late : RECENT).truncatedTo(ChronoUnit.HOURS), end);
    }

    /**
     * One that fails leaves the others their turn.
     *
     * @param from and {@code to}: whole hours
     * @throws RuntimeException when some failed
     */
    int fold(Instant from, Instant to) {
        int spared = 0;
        var failures = new ArrayList<RuntimeException>();
        for (var day = from; day.isBefore(to); day = day.plus(DAY)) {
            for (var place : places(day, earlier(day.plus(DAY), to))) {
                try {
                    spared += fold(place);
                } catch (RuntimeException failure) {
                    failures.add(failure);
                }
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(
                    failures.size() + " hours of facts could not be summed up", failures.getFirst());
        }
        return spared;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
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
