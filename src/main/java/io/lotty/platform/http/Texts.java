package io.lotty.platform.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What callers send, as far as a database keeps it: Postgres refuses NUL, and UTF-8 has no halves of characters. */
final class Texts {
    private Texts() {}

    /** The text itself; refuses one that would not be kept as it is. */
    static String kept(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                throw new IllegalArgumentException("must not contain NUL");
            }
            if (Character.isSurrogate(c) && !(Character.isHighSurrogate(c) && isLowSurrogate(text, ++i))) {
                throw new IllegalArgumentException("must not contain half of a character");
            }
        }
        return text;
    }

    /** Looks through a whole JSON value: texts, names of fields, and numbers that became infinite when they were read. */
    static void requireKept(@Nullable Object value) {
        switch (value) {
            case String text -> kept(text);
            case JsonObject object ->
                object.forEach(field -> {
                    kept(field.getKey());
                    requireKept(field.getValue());
                });
            case JsonArray array -> array.forEach(Texts::requireKept);
            case Double number
            when !Double.isFinite(number) ->
                throw new IllegalArgumentException("must not contain a number beyond what a double holds");
            case null, default -> {
                // numbers, true, false and null are kept
            }
        }
    }

    private static boolean isLowSurrogate(String text, int index) {
        return index < text.length() && Character.isLowSurrogate(text.charAt(index));
    }
}
