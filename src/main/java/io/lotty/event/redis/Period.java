package io.lotty.event.redis;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of time whose memory is kept, and dropped, as a whole: the present one and the one before are looked at, so that
 * Redis remembers for {@link #LENGTH} at least and for two of them at most.
 */
record Period(long number) {
    /** A day longer than an exposure may be late. Retries are over by then; beyond it Postgres still knows. */
    static final Duration LENGTH = Duration.ofDays(8);

    /** After which a set goes that nobody has dropped. */
    static final Duration LIFETIME = LENGTH.multipliedBy(3);

    static Period of(Instant now) {
        return new Period(Math.floorDiv(now.getEpochSecond(), LENGTH.toSeconds()));
    }

    Period before() {
        return new Period(number - 1);
    }

    /** In which those are already whose clocks run ahead of ours. */
    Period next() {
        return new Period(number + 1);
    }

    /** The latest one that nobody looks at any more. */
    Period gone() {
        return new Period(number - 2);
    }
}
