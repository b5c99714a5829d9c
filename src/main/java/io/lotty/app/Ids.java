package io.lotty.app;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The process' source of ids and random bytes; the core gets them from here. */
final class Ids {
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    Ids(InstantSource clock) {
        this.clock = clock;
    }

    /** UUID version 7 (RFC 9562): milliseconds, then 74 random bits. */
    UUID next() {
        return next(random);
    }

    /** As {@link #next}, for what needs to be told apart but may be guessed: costs no system call and no lock. */
    UUID nextOfRequest() {
        return next(ThreadLocalRandom.current());
    }

    private UUID next(Random source) {
        long high = (clock.millis() << 16) | 0x7000L | (source.nextInt() & 0x0fffL);
        long low = (source.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
