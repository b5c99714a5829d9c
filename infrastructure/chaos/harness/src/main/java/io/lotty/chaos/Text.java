package io.lotty.chaos;

import java.time.Duration;
import java.util.Locale;

/** How figures are spelt. */
final class Text {
    private Text() {}

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
