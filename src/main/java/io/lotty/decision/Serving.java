package io.lotty.decision;

import java.util.Locale;

/** What a live experiment gives to whom, as of now. */
public enum Serving {
    /** Variants to all that it applies to. */
    EVERYONE,
    /** Variants to subjects that hold one already; newcomers stay out. */
    KNOWN_SUBJECTS,
    /** Paused: the flag's default to all. */
    NOBODY,
    /** Paused after a rollback: the control's value to subjects that hold a variant, the flag's default to others. */
    CONTROL;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isPaused() {
        return this == NOBODY || this == CONTROL;
    }
}
