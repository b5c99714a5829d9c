package io.lotty.app.setting;

import java.util.Locale;

/** Whom the log is for. */
public enum LogFormat {
    /** Eyes at a terminal. */
    TEXT,
    /** Collectors: every line is one JSON object, the first and the last one too. */
    JSON;

    static LogFormat of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "text" -> TEXT;
            case "json" -> JSON;
            default -> throw new IllegalArgumentException("must be text or json");
        };
    }
}
