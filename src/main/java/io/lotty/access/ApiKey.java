package io.lotty.access;

import io.lotty.id.ApiKeyId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A key of an application. Its secret is shown once, when it is made. */
public record ApiKey(ApiKeyId id, String name, Scope scope, Instant createdAt, Optional<Instant> revokedAt) {
    /** {@code client}: decide and events; {@code server}: reports too. */
    public enum Scope {
        CLIENT,
        SERVER;

        public static Scope of(String text) {
            return Arrays.stream(values())
                    .filter(scope -> scope.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("must be client or server"));
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
