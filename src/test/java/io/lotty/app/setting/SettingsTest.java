package io.lotty.app.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.app.StartFailure;
import io.lotty.kit.Covers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("OPS-3")
class SettingsTest {
    private static final String POSTGRES_URL = "postgresql://lotty:s3cret-of-postgres@db:5432/lotty";
    private static final String REDIS_URL = "redis://:s3cret-of-redis@cache:6379";
    private static final Map<String, String> GIVEN_STORES = Map.of(
            "LOTTY_PROFILE", "demo",
            "LOTTY_POSTGRES_URL", POSTGRES_URL,
            "LOTTY_REDIS_URL", REDIS_URL);

    @Test
    void without_any_setting_all_defaults_hold() {
        var settings = Settings.of(Map.of());

        assertThat(settings.profile()).isEqualTo(Profile.DEMO);
        assertThat(settings.roles()).isEqualTo(EnumSet.allOf(ProcessRole.class));
        assertThat(settings.door()).isEqualTo(new Settings.Door("0.0.0.0", 8080, 0, Optional.empty(), List.of("*")));
        assertThat(settings.stores())
                .isEqualTo(new Settings.Stores(
                        Path.of(".lotty"), Optional.empty(), Optional.empty(), 16, Optional.empty(), Optional.empty()));
        assertThat(settings.stores().areEmbedded()).isTrue();
        assertThat(settings.events().streams().shards()).isEqualTo(4);
        assertThat(settings.events().streams().maxEntries()).isEqualTo(100_000);
        assertThat(settings.events().limits().maxAge()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.events().limits().maxSkew()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.events().retention()).isEqualTo(Duration.ofDays(400));
        assertThat(settings.events().keeping().ids()).isGreaterThan(Duration.ofDays(35));
        assertThat(settings.events().replaying().sinceReceipt()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.fallbackMinApprovals()).isEqualTo(1);
        assertThat(settings.logFormat()).isEqualTo(LogFormat.TEXT);
        assertThat(settings.secrets().adminEmail()).contains("admin@lotty.local");
        assertThat(settings.secrets().wellKnownPassword()).contains("lotty-admin-demo");
    }

    @Test
    void every_setting_is_mapped() {
        var environment = new HashMap<>(GIVEN_STORES);
        environment.putAll(Map.of(
                "LOTTY_ROLES", "http, ingest",
                "LOTTY_HTTP_HOST", "127.0.0.1",
                "LOTTY_HTTP_PORT", "0",
                "LOTTY_TRUSTED_PROXIES", "2",
                "LOTTY_MANAGEMENT_URL", "http://management:8080",
                "LOTTY_DATA_DIR", "/data",
                "LOTTY_POSTGRES_MIGRATION_URL", "postgresql://owner:pw@db:5432/lotty",
                "LOTTY_POSTGRES_POOL_SIZE", "3",
                "LOTTY_EVENTS_REDIS_URL", "rediss://events:6380/1"));
        environment.putAll(Map.of(
                "LOTTY_EVENTS_SHARDS", "8",
                "LOTTY_EVENTS_STREAM_MAX", "7",
                "LOTTY_EVENTS_MAX_AGE", "36h",
                "LOTTY_EVENTS_MAX_SKEW", "90s",
                "LOTTY_EVENTS_RETENTION", "41d"));
        environment.putAll(Map.of(
                "LOTTY_CORS_ORIGINS", "https://a.example, https://b.example",
                "LOTTY_TOKEN_SECRET", "token",
                "LOTTY_DECISION_KEYS", "7:new,3:old:with:colons",
                "LOTTY_ADMIN_EMAIL", "boss@shop.example",
                "LOTTY_ADMIN_PASSWORD", "correct horse",
                "LOTTY_REVIEW_FALLBACK_MIN_APPROVALS", "2",
                "LOTTY_LOG_FORMAT", "json",
                "LOTTY_LOG_LEVEL", "debug"));
        assertThat(environment.keySet())
                .as("all settings")
                .hasSameSizeAs(Setting.values())
                .allSatisfy(Setting::valueOf);

        var settings = Settings.of(environment);

        assertThat(settings.roles()).containsExactlyInAnyOrder(ProcessRole.HTTP, ProcessRole.INGEST);
        assertThat(settings.door())
                .isEqualTo(new Settings.Door(
                        "127.0.0.1",
                        0,
                        2,
                        Optional.of("http://management:8080"),
                        List.of("https://a.example", "https://b.example")));
        assertThat(settings.stores())
                .isEqualTo(new Settings.Stores(
                        Path.of("/data"),
                        Optional.of(POSTGRES_URL),
                        Optional.of("postgresql://owner:pw@db:5432/lotty"),
                        3,
                        Optional.of(REDIS_URL),
                        Optional.of("rediss://events:6380/1")));
        assertThat(settings.events().streams().shards()).isEqualTo(8);
        assertThat(settings.events().streams().maxEntries()).isEqualTo(7);
        assertThat(settings.events().limits().maxAge()).isEqualTo(Duration.ofHours(36));
        assertThat(settings.events().limits().maxSkew()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.events().retention()).isEqualTo(Duration.ofDays(41));
        assertThat(settings.secrets().token().value()).isEqualTo("token");
        assertThat(settings.secrets().decisionKeys().sequencedKeySet()).containsExactly(7, 3);
        assertThat(settings.secrets().decisionKeyBytes().get(3)).asString().isEqualTo("old:with:colons");
        assertThat(settings.secrets().adminEmail()).contains("boss@shop.example");
        assertThat(settings.secrets().adminPassword()).contains(new Secret("correct horse"));
        assertThat(settings.secrets().wellKnownPassword()).isEmpty();
        assertThat(settings.fallbackMinApprovals()).isEqualTo(2);
        assertThat(settings.logFormat()).isEqualTo(LogFormat.JSON);
    }

    @Test
    void an_empty_variable_is_an_unset_one() {
        var empty = new HashMap<String, String>();
        for (var setting : Setting.values()) {
            empty.put(setting.name(), " ");
        }
        assertThat(Settings.of(empty)).isEqualTo(Settings.of(Map.of()));
    }

    @Test
    void unknown_settings_are_refused_and_those_of_the_tests_and_of_others_are_not() {
        assertThat(mistakes(Map.of("LOTTY_HTTP_PROT", "80", "LOTTY_TEST_REDIS", "x", "PATH", "/bin")))
                .containsExactly("LOTTY_HTTP_PROT is not a setting of Lotty; see .env.template for those there are");
    }

    @Test
    void all_mistakes_are_in_one_message() {
        assertThat(mistakes(Map.of("LOTTY_HTTP_PORT", "x", "LOTTY_ROLES", "cook", "LOTTY_LOG_LEVEL", "loud")))
                .containsExactlyInAnyOrder(
                        "LOTTY_HTTP_PORT must be a whole number from 0 to 65535",
                        "LOTTY_ROLES must be a list of http, experiments, ingest, watch",
                        "LOTTY_LOG_LEVEL must be one of ERROR, WARN, INFO, DEBUG");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LOTTY_HTTP_PORT | 65536 | must be a whole number from 0 to 65535
            LOTTY_MANAGEMENT_URL | https://m | must look like http://host:port
            LOTTY_MANAGEMENT_URL | http://me:word@m | must look like http://host:port
            LOTTY_MANAGEMENT_URL | http://m/path | must look like http://host:port
            LOTTY_POSTGRES_POOL_SIZE | 0 | must be a whole number from 1 to 1000
            LOTTY_POSTGRES_URL | postgresql://db/lotty | must look like postgresql://user:password@host:port/database
            LOTTY_POSTGRES_URL | postgresql://u:p@db | must look like postgresql://user:password@host:port/database
            LOTTY_REDIS_URL | http://cache | must look like redis://host:port
            LOTTY_EVENTS_REDIS_URL | cache:6379 | must look like redis://host:port
            LOTTY_EVENTS_SHARDS | 257 | must be a whole number from 1 to 256
            LOTTY_EVENTS_STREAM_MAX | -1 | must be a whole number from 1 to 100000000
            LOTTY_EVENTS_MAX_AGE | 30 | must be a number and one of s, m, h, d, such as 30d
            LOTTY_EVENTS_MAX_SKEW | -5m | must be a number and one of s, m, h, d, such as 30d
            LOTTY_EVENTS_MAX_SKEW | 25h | must be at most 1d
            LOTTY_EVENTS_RETENTION | 39d | must be at least 40d, because events may come 30 days late
            LOTTY_DECISION_KEYS | secret | must be number:secret pairs, such as 1:the-secret
            LOTTY_DECISION_KEYS | 1: | must be number:secret pairs, such as 1:the-secret
            LOTTY_DECISION_KEYS | 256:a | must be a whole number from 0 to 255
            LOTTY_DECISION_KEYS | 1:a,1:b | names the key 1 twice
            LOTTY_ADMIN_EMAIL | boss | must be an e-mail address
            LOTTY_ADMIN_PASSWORD | short | must have 10 to 256 characters
            LOTTY_REVIEW_FALLBACK_MIN_APPROVALS | 0 | must be a whole number from 1 to 100
            LOTTY_LOG_FORMAT | xml | must be text or json
            """)
    void a_wrong_value_is_refused_by_name(String setting, String value, String mistake) {
        var environment = new HashMap<>(GIVEN_STORES);
        environment.put(setting, value);
        assertThat(mistakes(environment)).containsExactly(setting + " " + mistake);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LOTTY_POSTGRES_URL | postgresql://u:p@db/lotty | | | LOTTY_REDIS_URL is needed beside LOTTY_POSTGRES_URL
            LOTTY_REDIS_URL | redis://cache | | | LOTTY_POSTGRES_URL is needed beside LOTTY_REDIS_URL
            LOTTY_POSTGRES_MIGRATION_URL | postgresql://u:p@db/l | | | LOTTY_POSTGRES_URL is needed beside LOTTY_POSTGRES_M
            LOTTY_ROLES | ingest | | | LOTTY_REDIS_URL is needed by a process without the role experiments
            LOTTY_ROLES | http | LOTTY_REDIS_URL | redis://cache | LOTTY_MANAGEMENT_URL is needed by a process
            """)
    void what_needs_another_setting_says_so(
            String name, String value, @Nullable String with, @Nullable String its, String mistake) {
        var environment = new HashMap<>(Map.of("LOTTY_PROFILE", "demo", name, value));
        if (with != null && its != null) {
            environment.put(with, its);
        }
        assertThat(mistakes(environment)).singleElement().asString().startsWith(mistake);
    }

    @Test
    void a_login_for_migrations_that_is_the_applications_own_is_refused() {
        var environment = new HashMap<>(GIVEN_STORES);
        environment.put("LOTTY_POSTGRES_MIGRATION_URL", POSTGRES_URL);
        assertThat(mistakes(environment))
                .containsExactly("LOTTY_POSTGRES_MIGRATION_URL must name another login than LOTTY_POSTGRES_URL");
    }

    @Test
    void an_unknown_profile_is_refused() {
        assertThat(mistakes(Map.of("LOTTY_PROFILE", "staging"))).contains("LOTTY_PROFILE must be demo or production");
    }

    @Test
    void an_edge_needs_no_postgres() {
        var settings = Settings.of(Map.of(
                "LOTTY_PROFILE", "demo",
                "LOTTY_ROLES", "http",
                "LOTTY_REDIS_URL", "redis://cache",
                "LOTTY_MANAGEMENT_URL", "http://management:8080"));
        assertThat(settings.needsPostgres()).isFalse();
        assertThat(settings.stores().areEmbedded()).isFalse();
    }

    @Test
    void the_log_is_set_up_as_the_settings_are() {
        assertThat(log("LOTTY_LOG_FORMAT", "JSON")).isEqualTo("json");
        assertThat(log("LOTTY_LOG_FORMAT", "")).isEqualTo("text");
        assertThat(log("LOTTY_LOG_FORMAT", "xml")).isEqualTo("text");
        assertThat(log("LOTTY_LOG_LEVEL", "debug")).isEqualTo("DEBUG");
        assertThat(log("LOTTY_LOG_LEVEL", "loud")).isEqualTo("INFO");
        assertThatThrownBy(() -> log("LOTTY_ROLES", "http")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String log(String name, String value) {
        var setting = new LogSetting(Map.of(name, value));
        setting.setName(name);
        return setting.getPropertyValue();
    }

    static List<String> mistakes(Map<String, String> environment) {
        try {
            Settings.of(environment);
            return List.of();
        } catch (StartFailure refused) {
            var lines = String.valueOf(refused.getMessage()).split("\n  - ");
            assertThat(lines[0]).isEqualTo("Lotty cannot start with these settings:");
            return List.of(lines).subList(1, lines.length);
        }
    }
}
