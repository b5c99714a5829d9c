package io.lotty.id;

import java.util.regex.Pattern;

/** The one rule for keys that people choose: flags, event types, metrics. */
final class Keys {
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");

    private Keys() {}

    static String checked(String value) {
        if (!KEY.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 128 of a-z, 0-9, dot, underscore and dash, and start with a letter or digit");
        }
        return value;
    }
}
