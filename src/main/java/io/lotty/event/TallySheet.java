package io.lotty.event;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A tally on its way into the table; sender and number tell it from every other, however often it arrives.
 *
 * @param sender counts in one place, for as long as that lives
 * @param at when it was closed; far too late it is not counted any more
 */
public record TallySheet(UUID sender, long number, Instant at, Map<Arrival, Long> counts) {
    public TallySheet {
        counts = Map.copyOf(counts);
    }

    /** How many events it counts. */
    public long events() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
