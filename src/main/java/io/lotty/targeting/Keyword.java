package io.lotty.targeting;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The words of the language, in any case; the constants of JSON are reserved beside them, but only in small letters.
 */
enum Keyword {
    AND,
    OR,
    NOT,
    IN,
    CONTAINS,
    STARTS,
    ENDS,
    WITH,
    MATCHES,
    EXISTS;

    static @Nullable Keyword of(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        for (Keyword keyword : values()) {
            if (keyword.name().equals(upper)) {
                return keyword;
            }
        }
        return null;
    }

    static boolean isReserved(String word) {
        return of(word) != null || isConstant(word);
    }

    static boolean isConstant(String word) {
        return word.equals("true") || word.equals("false") || word.equals("null");
    }
}
