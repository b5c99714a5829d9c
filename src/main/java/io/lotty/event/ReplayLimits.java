package io.lotty.event;

import java.time.Duration;
import java.time.Instant;

/**
 * How old an event may be when it is stored again by hand. Beyond that nobody would know any more that its subject was
 * erased since it was received, or that a repetition of it was stored since it occurred.
 */
public record ReplayLimits(Duration sinceReceipt, Duration sinceOccurrence) {
    /** Marks of erased subjects are kept for 40 days. */
    private static final Duration MOST_SINCE_RECEIPT = Duration.ofDays(35);

    /** For what then lies in a stream. */
    private static final Duration UNDER_WAY = Duration.ofDays(2);

    /**
     * The limits that go with what else is bounded.
     *
     * @param accepted how late an event may be when it comes
     * @param ids how long ids are known at least
     */
    public static ReplayLimits of(EventLimits accepted, Duration ids) {
        var sinceReceipt = accepted.maxAge().compareTo(MOST_SINCE_RECEIPT) < 0 ? accepted.maxAge() : MOST_SINCE_RECEIPT;
        return new ReplayLimits(sinceReceipt, ids.minus(accepted.maxSkew()).minus(UNDER_WAY));
    }

    public boolean admit(Instant occurredAt, Instant receivedAt, Instant now) {
        return !receivedAt.isBefore(now.minus(sinceReceipt)) && !occurredAt.isBefore(now.minus(sinceOccurrence));
    }
}
