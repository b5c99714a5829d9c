package io.lotty.event.pg;

import io.lotty.platform.pg.Erasures;
import io.lotty.platform.pg.Pg;
import java.time.Duration;
import java.util.Optional;

/**
 * The generations of event ids. An id is known for as long as a generation lasts at the least, and for as long as two do at
 * the most.
 */
public final class EventGenerations {
    private static final String IS_DUE = "SELECT is_event_generation_due($1 * interval '1 second') AS due";
    private static final String BEGIN = "SELECT begin_event_generation($1 * interval '1 second') AS generation";

    private final Pg pg;

    public EventGenerations(Pg pg) {
        this.pg = pg;
    }

    /**
     * Begins a generation when the current one has lasted that long, and 8 days at the least; whose ids are in neither of
     * the two is forgotten. Any number of processes may do so at once.
     *
     * @return the number of the new one; empty when none is due
     * @throws io.lotty.refusal.Refusal.Unavailable when writers keep it waiting for some seconds
     */
    public Optional<Integer> beginWhenDue(Duration lasting) {
        return isDue(lasting) ? begin(lasting) : Optional.empty();
    }

    private boolean isDue(Duration lasting) {
        return pg.read(tx -> tx.one(IS_DUE, row -> row.getBoolean("due"), lasting.toSeconds()))
                .orElseThrow();
    }

    private Optional<Integer> begin(Duration lasting) {
        return pg.unaudited(tx -> {
                    // the lock that every writer of ids holds; asked again behind it, because another process may have
                    // been first
                    Erasures.holdAlone(tx);
                    return tx.one(BEGIN, row -> Optional.ofNullable(row.getInteger("generation")), lasting.toSeconds());
                })
                .flatMap(generation -> generation);
    }
}
