package io.lotty.app.setting;

import static io.lotty.app.setting.SettingsTest.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("ACC-4")
class SecretsTest {
    private static final String RANDOM = "4f0c9a5d7be1382660b1c4d2e7f83a19";
    private static final String WEAK = " must be a random secret of at least 32 characters in production";
    private static final Map<String, String> PRODUCTION = Map.of(
            "LOTTY_POSTGRES_URL", "postgresql://lotty:s3cret-of-postgres@db:5432/lotty",
            "LOTTY_REDIS_URL", "redis://:s3cret-of-redis@cache:6379",
            "LOTTY_EVENTS_REDIS_URL", "redis://:s3cret-of-events@events:6379",
            "LOTTY_TOKEN_SECRET", RANDOM,
            "LOTTY_DECISION_KEYS", "1:" + RANDOM,
            "LOTTY_ADMIN_EMAIL", "boss@shop.example",
            "LOTTY_ADMIN_PASSWORD", "correct horse");

    @Test
    void given_stores_make_it_production_which_starts_with_random_secrets() {
        assertThat(Settings.of(PRODUCTION).profile()).isEqualTo(Profile.PRODUCTION);
    }

    @Test
    void production_refuses_unset_secrets_and_says_how_to_make_one() {
        assertThat(mistakes(Map.of("LOTTY_PROFILE", "production")))
                .containsExactlyInAnyOrder(
                        "LOTTY_TOKEN_SECRET must be set in production; make one with: openssl rand -hex 32",
                        "LOTTY_DECISION_KEYS must be set in production, such as 1:… with a secret of"
                                + " openssl rand -hex 32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lotty-demo-token-secret-known-to-everyone",
                "lotty-demo-decision-key-known-to-everyone",
                "4f0c9a5d7be1382660b1c4d2e7f83a1",
                "abababababababababababababababababababab",
                "Please-ChangeMe-4f0c9a5d7be1382660b1c4d2e7f83a19",
            })
    void production_refuses_weak_and_well_known_secrets(String secret) {
        assertThat(mistakes(with("LOTTY_TOKEN_SECRET", secret))).containsExactly("LOTTY_TOKEN_SECRET" + WEAK);
        assertThat(mistakes(with("LOTTY_DECISION_KEYS", "2:" + RANDOM + ",1:" + secret)))
                .containsExactly("LOTTY_DECISION_KEYS" + WEAK);
    }

    @Test
    void production_refuses_the_password_of_the_demo() {
        assertThat(mistakes(with("LOTTY_ADMIN_PASSWORD", "lotty-admin-demo")))
                .containsExactly("LOTTY_ADMIN_PASSWORD must not be the demo's in production");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password123",
                "Password-2026!",
                "admin-admin",
                "Administrator1",
                "changeme-now",
                "1234567890",
                "aaaaaaaaaaaa",
                "ababababababab",
                "QwertyUiop1",
                "lotty-admin-1"
            })
    void production_refuses_a_password_that_anybody_would_guess(String password) {
        assertThat(mistakes(with("LOTTY_ADMIN_PASSWORD", password)))
                .containsExactly("LOTTY_ADMIN_PASSWORD must not be one that anybody would guess, in production");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "lotty-admin"})
    void every_profile_refuses_a_short_password_and_production_a_guessable_one(String password) {
        assertThat(mistakes(with("LOTTY_ADMIN_PASSWORD", password))).isNotEmpty();
    }

    @Test
    void a_demo_may_have_what_everyone_knows() {
        var environment = new HashMap<>(PRODUCTION);
        environment.put("LOTTY_PROFILE", "demo");
        environment.put("LOTTY_ADMIN_PASSWORD", "password123");
        assertThat(Settings.of(environment).secrets().adminPassword()).contains(new Secret("password123"));
    }

    @Test
    void production_may_start_without_naming_an_admin() {
        var environment = new HashMap<>(PRODUCTION);
        environment.keySet().removeIf(name -> name.startsWith("LOTTY_ADMIN"));
        assertThat(Settings.of(environment).secrets().adminPassword()).isEmpty();
    }

    @Test
    void settings_that_are_printed_show_no_secret() {
        assertThat(Settings.of(PRODUCTION).toString()).doesNotContain(RANDOM, "s3cret", "correct horse", "boss@");
        assertThat(new Secret("word")).hasToString("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOTTY_POSTGRES_URL=postgresql://lotty:s3cret%@db/lotty",
                "LOTTY_POSTGRES_URL=mysql://lotty:s3cret@db/lotty",
                "LOTTY_REDIS_URL=redis://:s3cret word@cache",
                "LOTTY_MANAGEMENT_URL=http://me:s3cret@management",
                "LOTTY_DECISION_KEYS=s3cret",
                "LOTTY_TOKEN_SECRET=s3cret",
                "LOTTY_ADMIN_PASSWORD=s3cret"
            })
    void a_refusal_does_not_repeat_what_may_be_a_secret(String setting) {
        var parts = setting.split("=", 2);
        assertThat(mistakes(with(parts[0], parts[1])))
                .singleElement()
                .asString()
                .startsWith(parts[0])
                .doesNotContain("s3cret");
    }

    private static Map<String, String> with(String name, String value) {
        var environment = new HashMap<>(PRODUCTION);
        environment.put(name, value);
        return environment;
    }
}
