package io.lotty.demo;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a run may be told.
 *
 * @param key API key of scope {@code client}
 * @param patience how long to go on without any answer from Lotty
 * @param settle how long to wait for the report to become complete
 */
record Options(
        URI url, Login admin, String key, Crowd crowd, Trial trial, Travel travel, Duration patience, Duration settle) {
    /** Defaults by option; empty where there is none, or where it follows from other options. */
    static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("--url", "http://localhost:8080"),
            Map.entry("--admin-email", "admin@lotty.local"),
            Map.entry("--admin-password", "lotty-admin-demo"),
            Map.entry("--key", "lotty-demo-key"),
            Map.entry("--subjects", "5000"),
            Map.entry("--seed", "1"),
            Map.entry("--run", ""),
            Map.entry("--flag", "button_color"),
            Map.entry("--share", ""),
            Map.entry("--split", ""),
            Map.entry("--experiment", ""),
            Map.entry("--replace", "false"),
            Map.entry("--senders", "8"),
            Map.entry("--duplicates", "5"),
            Map.entry("--out-of-order", "20"),
            Map.entry("--ask-again", "100"),
            Map.entry("--patience", "120"),
            Map.entry("--settle", "30"));

    /** Who comes: {@code subjects} shoppers of a run, all drawn from the seed. */
    record Crowd(String run, long seed, int subjects) {
        Crowd {
            if (!run.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
                throw new IllegalArgumentException(
                        "--run must be 1 to 64 letters, digits, dots, dashes or underscores, not \"" + run + "\".");
            }
        }
    }

    /** What is tried: the flag, the split, or a given experiment. */
    record Trial(String flag, Split split, Optional<String> experiment, boolean replace) {}

    /** How requests travel: so many at a time, with copies, disorder and asking again in percent. */
    record Travel(int senders, int duplicates, int outOfOrder, int askAgain) {}
}
