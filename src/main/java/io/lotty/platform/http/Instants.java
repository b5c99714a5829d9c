package io.lotty.platform.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** RFC 3339 times of requests. */
public final class Instants {
    private Instants() {}

    public static Instant read(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notOne) {
            throw new IllegalArgumentException("must be an RFC 3339 time such as 2027-01-31T09:30:00Z", notOne);
        }
    }
}
