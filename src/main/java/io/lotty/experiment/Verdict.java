package io.lotty.experiment;

import java.util.Locale;

/** What a reviewer may say. */
public enum Verdict {
    APPROVE,
    REQUEST_CHANGES,
    REJECT;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
