package io.lotty.platform.http;

import io.lotty.refusal.Violation;
import java.util.Collection;

/** A field that nobody reads: most often a misspelt one. */
public final class UnknownField {
    private static final int LONGEST_NAME = 64;

    private UnknownField() {}

    /** @param known the fields that it might have been meant to be */
    public static Violation at(String pointer, String name, Collection<String> known) {
        var meant = NearMiss.of(name, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        return new Violation(pointer, "unknown_field", "unknown field '" + brief(name) + "'" + meant);
    }

    private static String brief(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}
