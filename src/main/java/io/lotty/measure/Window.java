package io.lotty.measure;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A stretch of time, {@code from} in and {@code to} out; cut to microseconds, which is what the database keeps.
 */
public record Window(Instant from, Instant to) {
    public Window {
        from = from.truncatedTo(ChronoUnit.MICROS);
        to = to.truncatedTo(ChronoUnit.MICROS);
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("must not be before from, which is " + from);
        }
    }
}
