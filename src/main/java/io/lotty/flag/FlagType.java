package io.lotty.flag;

import java.util.Arrays;
import java.util.Locale;

/** What kind of value a flag gives; fixed when the flag is made. */
public enum FlagType {
    STRING("a string"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    JSON("any JSON value but null");

    private final String words;

    FlagType(String words) {
        this.words = words;
    }

    public static FlagType of(String text) {
        return Arrays.stream(values())
                .filter(type -> type.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of string, number, boolean, json"));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For messages: "must be …". */
    public String words() {
        return words;
    }
}
