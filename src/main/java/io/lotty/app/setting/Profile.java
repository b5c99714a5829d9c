package io.lotty.app.setting;

import java.util.Locale;

/** How careful a process is: a demo has printed secrets and demo data, production refuses them. */
public enum Profile {
    DEMO,
    PRODUCTION;

    static Profile of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "demo" -> DEMO;
            case "production" -> PRODUCTION;
            default -> throw new IllegalArgumentException("must be demo or production");
        };
    }
}
