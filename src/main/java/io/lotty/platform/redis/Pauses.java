package io.lotty.platform.redis;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a lost connection is tried again: a moment at first, then twice as long each time, up to half a
 * second. A connection that does not last does not begin this anew, so a Redis that comes and goes is not run after. The
 * upper half of each pause is drawn by lot, so that many processes do not come back as one.
 */
final class Pauses {
    static final long FIRST_MILLIS = 50;
    static final long LONGEST_MILLIS = 500;
    static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Supplier<? extends RandomGenerator> lot;
    private long pauseMillis = FIRST_MILLIS;
    private long upSinceNanos;

    Pauses(Supplier<? extends RandomGenerator> lot) {
        this.lot = lot;
    }

    void up(long nowNanos) {
        upSinceNanos = nowNanos;
    }

    void down(long nowNanos) {
        if (nowNanos - upSinceNanos >= STEADY_NANOS) {
            pauseMillis = FIRST_MILLIS;
        }
    }

    long nextMillis() {
        long least = pauseMillis / 2;
        long pause = least + lot.get().nextLong(pauseMillis - least + 1);
        pauseMillis = Math.min(LONGEST_MILLIS, pauseMillis * 2);
        return pause;
    }
}
