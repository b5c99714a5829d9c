package io.lotty.experiment;

import java.util.Arrays;
import java.util.Locale;

/** What became of an experiment. */
public enum Outcome {
    ROLLOUT,
    ROLLBACK,
    NO_EFFECT;

    public static Outcome of(String text) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of rollout, rollback, no_effect"));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
