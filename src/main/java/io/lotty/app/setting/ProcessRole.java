package io.lotty.app.setting;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A part of Lotty that a process plays; one process may play several, several processes the same. */
public enum ProcessRole {
    /** The front door: decide, events; hands everything else to management. */
    HTTP,
    /** Management: people, flags, experiments, reports. */
    EXPERIMENTS,
    /** Moves events from the streams into Postgres. */
    INGEST,
    /** The periodic work; one acts, the others stand by. */
    WATCH;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean needsPostgres() {
        return this != HTTP;
    }

    /** As people write them in {@code LOTTY_ROLES}. */
    public static String text(Set<ProcessRole> roles) {
        return roles.stream().map(ProcessRole::text).collect(Collectors.joining(","));
    }

    static Set<ProcessRole> set(String text) {
        var roles = EnumSet.noneOf(ProcessRole.class);
        for (var name : text.split(",")) {
            roles.add(Arrays.stream(values())
                    .filter(role -> role.text().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("must be a list of "
                            + Arrays.stream(values()).map(ProcessRole::text).collect(Collectors.joining(", ")))));
        }
        return roles;
    }
}
