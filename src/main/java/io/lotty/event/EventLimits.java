package io.lotty.event;

import java.time.Duration;

/** How far {@code occurred_at} may lie from the moment of arrival: back by {@code maxAge}, ahead by {@code maxSkew}. */
public record EventLimits(Duration maxAge, Duration maxSkew) {
    public static final int MAX_EVENTS = 1_000;
    public static final int MAX_BODY_BYTES = 1 << 20;
    /** Of one event, at the top level. */
    public static final int MAX_PROPERTIES = 200;
    /** Of one property's {@code enum}. */
    public static final int MAX_CHOICES = 100;
    /** Of a name or a value that a schema holds: answers repeat it for each event that is wrong. */
    public static final int MAX_SCHEMA_TEXT = 256;

    public EventLimits {
        if (maxAge.isNegative() || maxSkew.isNegative()) {
            throw new IllegalArgumentException("limits of time must not be negative");
        }
    }
}
