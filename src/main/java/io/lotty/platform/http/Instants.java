package io.lotty.platform.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** RFC 3339 times of requests. */
public final class Instants {
    private static final int LAST_YEAR = 9999;
    private static final String EXPECTED = "must be an RFC 3339 time such as 2027-01-31T09:30:00Z";

    private Instants() {}

    public static Instant read(String text) {
        try {
            var at = OffsetDateTime.parse(text);
            // RFC 3339 has years of four digits; Java goes on to where databases do not follow
            if (at.getYear() >= 0 && at.getYear() <= LAST_YEAR) {
                return at.toInstant();
            }
        } catch (DateTimeException notOne) {
            throw new IllegalArgumentException(EXPECTED, notOne);
        }
        throw new IllegalArgumentException(EXPECTED);
    }
}
