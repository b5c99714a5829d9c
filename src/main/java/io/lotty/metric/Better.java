package io.lotty.metric;

import java.util.Arrays;
import java.util.Locale;

/** Which direction of a metric the product wants. */
public enum Better {
    HIGHER,
    LOWER;

    public static Better of(String text) {
        return Arrays.stream(values())
                .filter(better -> better.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of higher, lower"));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
