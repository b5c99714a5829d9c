package io.lotty.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Under which a change is made: who, when, in which request. Core services take it instead of asking a clock.
 *
 * @param at cut to microseconds, which is what the database keeps
 */
public record Stamp(Actor actor, Instant at, String requestId) {
    public Stamp {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
