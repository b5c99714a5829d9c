package io.lotty.access;

import java.time.Duration;
import java.util.List;

/**
 * A limit on wrong tries that have something in common. It lets a burst through, and then one try for each interval
 * (the generic cell rate algorithm): all that is kept of it is the moment at which it will have recovered.
 *
 * @param bucket a hash of what the tries have in common: 32 bytes, no address in clear
 * @param burst how many tries may come at once
 * @param interval in which one try is forgiven
 */
@SuppressWarnings("ArrayRecordComponent") // travels from here to the store and is never compared
public record TryLimit(byte[] bucket, int burst, Duration interval) {
    private static final int TIGHT_BURST = 10;
    private static final Duration TIGHT_INTERVAL = Duration.ofSeconds(30);
    private static final int WIDE_BURST = 100;
    private static final Duration WIDE_INTERVAL = Duration.ofSeconds(5);

    /**
     * What limits tries for an account from an address: tight for the two together, wider for each alone. The wide limits
     * recover faster than one tight one uses them up, so that a single address never keeps an account's owner out. Unknown
     * accounts are limited like known ones.
     */
    public static List<TryLimit> of(Email email, ClientAddress from) {
        return List.of(
                new TryLimit(hash("both", email + " " + from.value()), TIGHT_BURST, TIGHT_INTERVAL),
                new TryLimit(hash("email", email.value()), WIDE_BURST, WIDE_INTERVAL),
                new TryLimit(hash("address", from.value()), WIDE_BURST, WIDE_INTERVAL));
    }

    /** How much later than now the recovery may be while the next try still gets through, after it is counted. */
    public Duration tolerance() {
        return interval.multipliedBy(burst);
    }

    private static byte[] hash(String kind, String what) {
        return Secrets.hash("log-in " + kind + " " + what);
    }
}
