package io.lotty.event.pg;

import io.lotty.event.Event;
import io.lotty.event.Events;
import io.lotty.id.SubjectHash;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.lotty.refusal.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events with their ids, and whose they are, all in one transaction: what counts, counts in all. Nearly always all of a batch
 * is new, so that is tried first; a batch in which something is not goes a slower way.
 */
public final class PgEvents implements Events {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Pg pg;
    private final EventWeeks weeks;

    public PgEvents(Pg pg) {
        this.pg = pg;
        this.weeks = new EventWeeks(pg);
    }

    @Override
    public int add(List<Event> events) {
        return keep(events).size();
    }

    /** Says which of them are new. */
    private List<Event> keep(List<Event> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        try {
            return intoTheirWeeks(events);
        } catch (PgException refused) {
            if (isAboutData(refused)) {
                throw new Unstorable(String.valueOf(refused.getErrorMessage()), refused);
            }
            throw refused;
        } catch (Refusal.Invalid | IllegalArgumentException | ArithmeticException unfit) {
            throw new Unstorable(String.valueOf(unfit.getMessage()), unfit);
        }
    }

    /** Deletes all events of a subject, in a transaction of the caller's; says how many events there were. */
    public static long eraseSubject(Tx tx, SubjectHash subject) {
        var hash = Buffer.buffer(subject.bytes());
        tx.run(EventSql.ADD_ARRIVAL_OF_ERASED, hash);
        return tx.run(EventSql.ERASE_EVENTS_OF_SUBJECT, hash);
    }

    private List<Event> intoTheirWeeks(List<Event> events) {
        weeks.makeFor(events);
        try {
            return store(events);
        } catch (PgException refused) {
            if (!EventWeeks.isMissing(refused)) {
                throw refused;
            }
            weeks.forget();
            weeks.makeFor(events);
            return store(events);
        }
    }

    private List<Event> store(List<Event> events) {
        var origins = new HashMap<Origin, Long>();
        var rows = Row.of(events, origins);
        return storeAll(events, rows, origins).orElseGet(() -> storeWhatCounts(events, rows, origins)).stream()
                .map(Row::event)
                .toList();
    }

    /** Empty, and nothing stored, when one of them does not count. */
    private Optional<List<Row>> storeAll(List<Event> events, List<Row> rows, Map<Origin, Long> origins) {
        if (rows.size() < events.size()) {
            return Optional.empty();
        }
        try {
            return Optional.of(pg.unaudited(tx -> {
                var storing = Storing.begin(tx, origins);
                if (storing.addNewKeys(rows) < rows.size()) {
                    throw new SomeDoNotCount();
                }
                storing.addEvents(rows);
                new Arrivals().addAccepted(rows).store(tx);
                return rows;
            }));
        } catch (SomeDoNotCount _) {
            return Optional.empty();
        } catch (PgException refused) {
            if (UNIQUE_VIOLATION.equals(refused.getSqlState())) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private List<Row> storeWhatCounts(List<Event> events, List<Row> rows, Map<Origin, Long> origins) {
        return pg.unaudited(tx -> {
            var storing = Storing.begin(tx, origins);
            var counting = storing.addMissingKeys(rows);
            if (!counting.isEmpty()) {
                storing.addEvents(counting);
            }
            new Arrivals()
                    .addAccepted(counting)
                    .add(Arrivals.repeated(tx, events, counting))
                    .store(tx);
            return counting;
        });
    }

    /** Data exceptions, broken constraints and exceeded limits stay as they are however often they are tried. */
    private static boolean isAboutData(PgException refused) {
        var state = String.valueOf(refused.getSqlState());
        return !EventWeeks.isMissing(refused)
                && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    /** Undoes a transaction; nobody sees it. */
    private static final class SomeDoNotCount extends RuntimeException {
        SomeDoNotCount() {
            super(null, null, false, false);
        }
    }
}
