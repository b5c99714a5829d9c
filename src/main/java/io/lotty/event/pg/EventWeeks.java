package io.lotty.event.pg;

import io.lotty.event.Event;
import io.lotty.platform.pg.Pg;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The weekly partitions of the events' table, from Monday to Monday in UTC. They are made ahead, and by whoever has events
 * of a week that is not there; they go by age. Any number of processes may do so at once.
 */
public final class EventWeeks {
    /** How many weeks are ready beyond the current one. */
    public static final int AHEAD = 8;

    private static final String MAKE_WEEK = "SELECT make_event_week($1) AS is_new";
    private static final String DROP_WEEK = "SELECT drop_event_week($1) AS monday";
    private static final String DROP_OLD_WEEK = "SELECT drop_event_week(now() - $1 * interval '1 second') AS monday";
    private static final String WEEKS = "SELECT monday FROM event_weeks() ORDER BY monday";
    private static final String CHECK_VIOLATION = "23514";
    private static final int MAX_SEEN = 1_000;
    /** 1970-01-05T00:00Z, in seconds since 1970. */
    private static final long A_MONDAY = 4 * 86_400;

    private static final long WEEK_SECONDS = 7 * 86_400;

    private final Pg pg;
    private final Set<Instant> seen = ConcurrentHashMap.newKeySet();

    public EventWeeks(Pg pg) {
        this.pg = pg;
    }

    /** The first moments of the weeks that are there, in order. */
    public List<Instant> list() {
        return pg.read(
                tx -> tx.list(WEEKS, row -> row.getOffsetDateTime("monday").toInstant()));
    }

    /** Makes the current week and those ahead; says how many are new. */
    public int makeAhead(Instant now) {
        int fresh = 0;
        for (int week = 0; week <= AHEAD; week++) {
            fresh += make(monday(now).plus(7L * week, ChronoUnit.DAYS)) ? 1 : 0;
        }
        return fresh;
    }

    /**
     * Drops the weeks that end before a moment, each in a transaction of its own; never one that is younger than 40 days.
     * Fails when writers keep it waiting, and goes on where it was the next time.
     *
     * @return their first moments
     */
    public List<Instant> dropBefore(Instant moment) {
        return all(() -> drop(DROP_WEEK, time(moment)));
    }

    private static List<Instant> all(Supplier<Optional<Instant>> drop) {
        var dropped = new ArrayList<Instant>();
        for (var next = drop.get(); next.isPresent(); next = drop.get()) {
            dropped.add(next.get());
        }
        return dropped;
    }

    /** Drops the weeks all of which are older, by the clock of the database: one of a process may be wrong by a year. */
    List<Instant> dropOlderThan(Duration age) {
        return all(() -> drop(DROP_OLD_WEEK, age.toSeconds()));
    }

    /** Makes the weeks of events that this process has not seen yet. */
    void makeFor(Collection<Event> events) {
        events.stream().map(event -> monday(event.occurredAt())).distinct().forEach(monday -> {
            if (!seen.contains(monday)) {
                make(monday);
                forgetWhenFull();
                seen.add(monday);
            }
        });
    }

    /** Something took weeks away: a restored backup, a hand. */
    void forget() {
        seen.clear();
    }

    /** Whether a row found no partition; a broken constraint has a name. */
    static boolean isMissing(PgException refused) {
        return CHECK_VIOLATION.equals(refused.getSqlState()) && refused.getConstraint() == null;
    }

    static Instant monday(Instant moment) {
        long weeks = Math.floorDiv(moment.getEpochSecond() - A_MONDAY, WEEK_SECONDS);
        return Instant.ofEpochSecond(A_MONDAY + weeks * WEEK_SECONDS);
    }

    private void forgetWhenFull() {
        if (seen.size() >= MAX_SEEN) {
            seen.clear();
        }
    }

    private boolean make(Instant monday) {
        return pg.unaudited(tx -> tx.one(MAKE_WEEK, row -> row.getBoolean("is_new"), time(monday)))
                .orElseThrow();
    }

    private Optional<Instant> drop(String statement, Object limit) {
        return pg.unaudited(tx -> tx.one(statement, row -> Optional.ofNullable(row.getOffsetDateTime("monday")), limit))
                .flatMap(monday -> monday.map(OffsetDateTime::toInstant));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
