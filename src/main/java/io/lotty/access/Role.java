package io.lotty.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a user is allowed to be; a user may hold several. */
public enum Role {
    ADMIN,
    EXPERIMENTER,
    APPROVER,
    VIEWER;

    public static Role of(String text) {
        return Arrays.stream(values())
                .filter(role -> role.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(Role::text).collect(Collectors.joining(", "))));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
