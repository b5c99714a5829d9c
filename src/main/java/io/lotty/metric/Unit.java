package io.lotty.metric;

import java.util.Arrays;
import java.util.Locale;

/** What a mean or a quantile is taken over: single events, or the totals of subjects. */
public enum Unit {
    EVENT,
    SUBJECT;

    public static Unit of(String text) {
        return Arrays.stream(values())
                .filter(unit -> unit.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of event, subject"));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
