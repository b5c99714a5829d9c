package io.lotty.app.setting;

import static io.lotty.app.setting.Setting.*;

import io.lotty.app.StartFailure;
import io.lotty.event.EventLimits;
import io.lotty.event.redis.EventStreams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/** Reads the environment, gathering every mistake, and refuses in one message. */
final class SettingsReader {
    private static final String PREFIX = "LOTTY_";
    private static final String TEST_PREFIX = "LOTTY_TEST_";
    private static final Duration LEAST_RETENTION = Duration.ofDays(40);

    private final Map<String, String> environment;
    private final List<String> mistakes = new ArrayList<>();

    SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    Settings read() {
        refuseUnknown();
        var roles = value(LOTTY_ROLES, ProcessRole::set);
        var stores = stores(roles);
        var profile =
                optional(LOTTY_PROFILE, Profile::of).orElse(stores.areEmbedded() ? Profile.DEMO : Profile.PRODUCTION);
        var door = new Settings.Door(
                text(LOTTY_HTTP_HOST),
                value(LOTTY_HTTP_PORT, port -> number(port, 0, 65_535)),
                value(LOTTY_TRUSTED_PROXIES, count -> number(count, 0, 16)),
                optional(LOTTY_MANAGEMENT_URL, StoreUrl::management),
                Arrays.stream(text(LOTTY_CORS_ORIGINS).split(","))
                        .map(String::strip)
                        .toList());
        var events = new Settings.Events(
                new EventStreams(
                        value(LOTTY_EVENTS_SHARDS, shards -> number(shards, 1, 256)),
                        value(LOTTY_EVENTS_STREAM_MAX, entries -> number(entries, 1, 100_000_000))),
                new EventLimits(
                        value(LOTTY_EVENTS_MAX_AGE, SettingsReader::duration),
                        value(LOTTY_EVENTS_MAX_SKEW, SettingsReader::skew)),
                value(LOTTY_EVENTS_RETENTION, SettingsReader::retention));
        var secrets = new SecretsReader(profile, this).read();
        int minApprovals = value(LOTTY_REVIEW_FALLBACK_MIN_APPROVALS, count -> number(count, 1, 100));
        var logFormat = logFormat();
        logLevel();
        if (roles.contains(ProcessRole.HTTP)
                && !roles.contains(ProcessRole.EXPERIMENTS)
                && door.managementUrl().isEmpty()) {
            mistake(LOTTY_MANAGEMENT_URL, "is needed by a process with the role http and without experiments");
        }
        if (events.retention().compareTo(events.keeping().ids()) < 0) {
            mistake(LOTTY_EVENTS_RETENTION, "must be at least 5 days more than LOTTY_EVENTS_MAX_AGE");
        }
        if (!mistakes.isEmpty()) {
            throw new StartFailure("Lotty cannot start with these settings:\n  - " + String.join("\n  - ", mistakes));
        }
        return new Settings(profile, roles, door, stores, events, secrets, minApprovals, logFormat);
    }

    private Settings.Stores stores(Set<ProcessRole> roles) {
        var stores = new Settings.Stores(
                value(LOTTY_DATA_DIR, Path::of),
                optional(LOTTY_POSTGRES_URL, StoreUrl::postgres),
                optional(LOTTY_POSTGRES_MIGRATION_URL, StoreUrl::postgres),
                value(LOTTY_POSTGRES_POOL_SIZE, size -> number(size, 1, 1_000)),
                optional(LOTTY_REDIS_URL, StoreUrl::redis),
                optional(LOTTY_EVENTS_REDIS_URL, StoreUrl::redis));
        boolean isPostgresGiven = !text(LOTTY_POSTGRES_URL).isEmpty();
        boolean isRedisGiven = !text(LOTTY_REDIS_URL).isEmpty();
        if (isPostgresGiven && !isRedisGiven) {
            mistake(LOTTY_REDIS_URL, "is needed beside LOTTY_POSTGRES_URL: both are given or both embedded");
        }
        if (isRedisGiven && !isPostgresGiven && roles.stream().anyMatch(ProcessRole::needsPostgres)) {
            mistake(LOTTY_POSTGRES_URL, "is needed beside LOTTY_REDIS_URL by every role but http");
        }
        if (!isRedisGiven && !isPostgresGiven && !roles.contains(ProcessRole.EXPERIMENTS)) {
            mistake(
                    LOTTY_REDIS_URL,
                    "is needed by a process without the role experiments: embedded stores belong to one process");
        }
        if (stores.migrationUrl().isPresent()) {
            if (!isPostgresGiven) {
                mistake(LOTTY_POSTGRES_URL, "is needed beside LOTTY_POSTGRES_MIGRATION_URL");
            } else if (stores.migrationUrl()
                    .map(StoreUrl::user)
                    .equals(stores.postgresUrl().map(StoreUrl::user))) {
                mistake(LOTTY_POSTGRES_MIGRATION_URL, "must name another login than LOTTY_POSTGRES_URL");
            }
        }
        return stores;
    }

    LogFormat logFormat() {
        return value(LOTTY_LOG_FORMAT, LogFormat::of);
    }

    /** As logback names it. */
    String logLevel() {
        return value(LOTTY_LOG_LEVEL, level -> oneOf(level.toUpperCase(Locale.ROOT), "ERROR", "WARN", "INFO", "DEBUG"));
    }

    private void refuseUnknown() {
        var known = Arrays.stream(Setting.values()).map(Enum::name).toList();
        environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !name.startsWith(TEST_PREFIX) && !known.contains(name))
                .sorted()
                .forEach(name ->
                        mistakes.add(name + " is not a setting of Lotty; see .env.template for those there are"));
    }

    String text(Setting setting) {
        var value = environment.get(setting.name());
        return value == null || value.isBlank() ? setting.fallback() : value.strip();
    }

    void mistake(Setting setting, String message) {
        mistakes.add(setting + " " + message);
    }

    /** A value, or that of the default when it is wrong: reading goes on to find the other mistakes. */
    private <T> T value(Setting setting, Function<String, T> reader) {
        try {
            return reader.apply(text(setting));
        } catch (IllegalArgumentException wrong) {
            mistake(setting, String.valueOf(wrong.getMessage()));
            return reader.apply(setting.fallback());
        }
    }

    private <T> Optional<T> optional(Setting setting, Function<String, T> reader) {
        var text = text(setting);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException wrong) {
            mistake(setting, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private static String oneOf(String text, String... allowed) {
        if (!List.of(allowed).contains(text)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", allowed));
        }
        return text;
    }

    private static int number(String text, int min, int max) {
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("must be a whole number from " + min + " to " + max, notOne);
        }
        throw new IllegalArgumentException("must be a whole number from " + min + " to " + max);
    }

    private static Duration duration(String text) {
        if (!text.matches("[0-9]{1,9}[smhd]")) {
            throw new IllegalArgumentException("must be a number and one of s, m, h, d, such as 30d");
        }
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** The memory of ids counts on it: no event occurred a day after it came. */
    private static Duration skew(String text) {
        var skew = duration(text);
        if (skew.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("must be at most 1d");
        }
        return skew;
    }

    private static Duration retention(String text) {
        var retention = duration(text);
        if (retention.compareTo(LEAST_RETENTION) < 0) {
            throw new IllegalArgumentException("must be at least 40d, because events may come 30 days late");
        }
        return retention;
    }

    /** Secrets by their number; the order is kept, because the first one signs. */
    static SequencedMap<Integer, Secret> keys(String text) {
        var keys = new LinkedHashMap<Integer, Secret>();
        for (var pair : text.split(",")) {
            var parts = pair.strip().split(":", 2);
            if (parts.length < 2 || parts[1].isBlank()) {
                throw new IllegalArgumentException("must be number:secret pairs, such as 1:the-secret");
            }
            if (keys.put(number(parts[0], 0, 255), new Secret(parts[1])) != null) {
                throw new IllegalArgumentException("names the key " + parts[0] + " twice");
            }
        }
        return keys;
    }
}
