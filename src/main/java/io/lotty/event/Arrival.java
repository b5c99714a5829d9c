package io.lotty.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What became of an event when it arrived; many share one.
 *
 * @param hour in which it arrived, whole, in UTC
 */
public record Arrival(About about, Fate fate, Instant hour) {
    public static final String ACCEPTED = "accepted";
    public static final String DUPLICATE = "duplicate";

    public Arrival {
        if (!hour.equals(hourOf(hour))) {
            throw new IllegalArgumentException("an arrival is of a whole hour");
        }
    }

    public sealed interface Fate {
        /** The word for it: {@code accepted}, {@code duplicate} or the code of the rejection. */
        String reason();
    }

    /**
     * Stored, and counting.
     *
     * @param delay how long it was under way, by octaves: 0 is less than 10 ms, 1 less than 20 ms, each further one less
     *     than twice as long as the one before. Who is ahead of our clock is in the first.
     */
    public record Accepted(int delay) implements Fate {
        private static final long FIRST_MICROS = 10_000;

        public static Accepted after(Duration underWay) {
            long whole = Math.max(0, underWay.toNanos() / 1_000 / FIRST_MICROS);
            return new Accepted(Long.SIZE - Long.numberOfLeadingZeros(whole));
        }

        @Override
        public String reason() {
            return ACCEPTED;
        }
    }

    /** Its id had been taken before. */
    public record Duplicate() implements Fate {
        @Override
        public String reason() {
            return DUPLICATE;
        }
    }

    public record Rejected(EventError code) implements Fate {
        @Override
        public String reason() {
            return code.text();
        }
    }

    public static Instant hourOf(Instant moment) {
        return moment.truncatedTo(ChronoUnit.HOURS);
    }

    /** The same of nobody in particular. */
    Arrival anonymous() {
        return new Arrival(About.NOTHING_KNOWN, fate, hour);
    }
}
