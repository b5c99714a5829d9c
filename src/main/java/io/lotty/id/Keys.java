package io.lotty.id;

/** The one rule for keys that people choose: flags, event types, metrics. Read by the letter, because decide and intake do. */
final class Keys {
    private static final int MAX_LENGTH = 128;

    private Keys() {}

    static String checked(String value) {
        if (!isKey(value)) {
            throw new IllegalArgumentException(
                    "must be 1 to 128 of a-z, 0-9, dot, underscore and dash, and start with a letter or digit");
        }
        return value;
    }

    private static boolean isKey(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !isLetterOrDigit(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
