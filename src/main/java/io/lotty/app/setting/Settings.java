package io.lotty.app.setting;

import io.lotty.access.http.ClientAddresses;
import io.lotty.event.EventLimits;
import io.lotty.event.ReplayLimits;
import io.lotty.event.pg.EventUpkeep;
import io.lotty.event.redis.EventStreams;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The settings of a process, checked. {@link Setting} lists them all. */
public record Settings(
        Profile profile,
        Set<ProcessRole> roles,
        Door door,
        Stores stores,
        Events events,
        Secrets secrets,
        int fallbackMinApprovals,
        LogFormat logFormat) {
    /** Reads the environment; throws a {@link io.lotty.app.StartFailure} that tells all mistakes at once. */
    public static Settings of(Map<String, String> environment) {
        return new SettingsReader(environment).read();
    }

    public boolean plays(ProcessRole role) {
        return roles.contains(role);
    }

    public boolean needsPostgres() {
        return roles.stream().anyMatch(ProcessRole::needsPostgres);
    }

    /** From which addresses people's requests come. */
    public ClientAddresses clientAddresses() {
        return new ClientAddresses(door.trustedProxies(), secrets.token().value());
    }

    /** Where people and products come in. */
    public record Door(
            String host, int port, int trustedProxies, Optional<String> managementUrl, List<String> corsOrigins) {}

    /**
     * An empty URL is an embedded store.
     *
     * @param migrationUrl where Postgres' tables are owned, when that is by another login than the application's
     */
    public record Stores(
            Path dataDir,
            Optional<String> postgresUrl,
            Optional<String> migrationUrl,
            int postgresPoolSize,
            Optional<String> redisUrl,
            Optional<String> eventsRedisUrl) {
        public boolean areEmbedded() {
            return postgresUrl.isEmpty() && redisUrl.isEmpty();
        }

        @Override
        public String toString() {
            return "Stores[" + (areEmbedded() ? "embedded in " + dataDir : "given") + "]";
        }
    }

    /** @param retention after that events go from the database; what reports sum up stays */
    public record Events(EventStreams streams, EventLimits limits, Duration retention) {
        private static final Duration LEAST_MEMORY_OF_IDS = Duration.ofDays(35);
        /** For what lies in the streams when the database is away. */
        private static final Duration MARGIN = Duration.ofDays(5);

        /** An id outlives the time in which a repetition of its event would be accepted. */
        public EventUpkeep.Keeping keeping() {
            var acceptable = limits.maxAge().plus(limits.maxSkew()).plus(MARGIN);
            return new EventUpkeep.Keeping(
                    retention, acceptable.compareTo(LEAST_MEMORY_OF_IDS) > 0 ? acceptable : LEAST_MEMORY_OF_IDS);
        }

        public ReplayLimits replaying() {
            return ReplayLimits.of(limits, keeping().ids());
        }
    }

    public record Secrets(
            Secret token,
            SequencedMap<Integer, Secret> decisionKeys,
            Optional<String> adminEmail,
            Optional<Secret> adminPassword) {
        /** Keys that sign decision ids, by their number; the first one signs. */
        public SequencedMap<Integer, byte[]> decisionKeyBytes() {
            var keys = new LinkedHashMap<Integer, byte[]>();
            decisionKeys.forEach(
                    (number, secret) -> keys.put(number, secret.value().getBytes(StandardCharsets.UTF_8)));
            return keys;
        }

        @Override
        public String toString() {
            return "***";
        }

        /** The admin's password when it is the demo's, which everyone knows. */
        public Optional<String> wellKnownPassword() {
            return adminPassword.map(Secret::value).filter(SecretsReader.DEMO_PASSWORD::equals);
        }
    }
}
