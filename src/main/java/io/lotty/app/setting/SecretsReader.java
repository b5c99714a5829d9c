package io.lotty.app.setting;

import static io.lotty.app.setting.Setting.LOTTY_ADMIN_EMAIL;
import static io.lotty.app.setting.Setting.LOTTY_ADMIN_PASSWORD;
import static io.lotty.app.setting.Setting.LOTTY_DECISION_KEYS;
import static io.lotty.app.setting.Setting.LOTTY_TOKEN_SECRET;

import io.lotty.access.Email;
import io.lotty.access.Passwords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Reads the secrets. A demo has well-known ones, which production refuses, as it refuses unset and weak ones. */
final class SecretsReader {
    private static final String DEMO_TOKEN_SECRET = "lotty-demo-token-secret-known-to-everyone";
    private static final String DEMO_DECISION_KEYS = "1:lotty-demo-decision-key-known-to-everyone";
    private static final String DEMO_EMAIL = "admin@lotty.local";
    static final String DEMO_PASSWORD = "lotty-admin-demo";
    private static final String WEAK = "must be a random secret of at least 32 characters in production";
    private static final int MIN_LENGTH = 32;
    private static final int MIN_DIFFERENT = 10;
    private static final int MIN_DIFFERENT_OF_PASSWORD = 5;
    private static final Set<String> GUESSED = Set.of(
            "",
            "password",
            "passwort",
            "passw",
            "passwrd",
            "pwd",
            "admin",
            "adminadmin",
            "administrator",
            "adminpassword",
            "lotty",
            "lottyadmin",
            "secret",
            "supersecret",
            "letmein",
            "welcome",
            "qwerty",
            "qwertyuiop",
            "qwertz",
            "qwertzuiop",
            "iloveyou");
    private static final List<String> WELL_KNOWN =
            List.of("lotty-demo", "known-to-everyone", "changeme", "change-me", "change_me", "example", "your-secret");

    private final Profile profile;
    private final SettingsReader settings;

    SecretsReader(Profile profile, SettingsReader settings) {
        this.profile = profile;
        this.settings = settings;
    }

    Settings.Secrets read() {
        return switch (profile) {
            case DEMO ->
                new Settings.Secrets(
                        new Secret(text(LOTTY_TOKEN_SECRET, DEMO_TOKEN_SECRET)),
                        decisionKeys(text(LOTTY_DECISION_KEYS, DEMO_DECISION_KEYS)),
                        adminEmail().or(() -> Optional.of(DEMO_EMAIL)),
                        adminPassword().or(() -> Optional.of(new Secret(DEMO_PASSWORD))));
            case PRODUCTION -> {
                var token = settings.text(LOTTY_TOKEN_SECRET);
                strong(LOTTY_TOKEN_SECRET, token);
                var keys = decisionKeys(settings.text(LOTTY_DECISION_KEYS));
                if (keys.values().stream().anyMatch(key -> isWeak(key.value()))) {
                    settings.mistake(LOTTY_DECISION_KEYS, WEAK);
                }
                var password = adminPassword();
                if (password.filter(secret -> secret.value().equals(DEMO_PASSWORD))
                        .isPresent()) {
                    settings.mistake(LOTTY_ADMIN_PASSWORD, "must not be the demo's in production");
                } else if (password.filter(secret -> isGuessable(secret.value()))
                        .isPresent()) {
                    settings.mistake(LOTTY_ADMIN_PASSWORD, "must not be one that anybody would guess, in production");
                }
                yield new Settings.Secrets(new Secret(token), keys, adminEmail(), password);
            }
        };
    }

    private Optional<String> adminEmail() {
        var email = present(LOTTY_ADMIN_EMAIL);
        try {
            email.ifPresent(Email::new);
        } catch (IllegalArgumentException wrong) {
            settings.mistake(LOTTY_ADMIN_EMAIL, String.valueOf(wrong.getMessage()));
        }
        return email;
    }

    private Optional<Secret> adminPassword() {
        var password = present(LOTTY_ADMIN_PASSWORD);
        try {
            password.ifPresent(Passwords::checked);
        } catch (IllegalArgumentException wrong) {
            settings.mistake(LOTTY_ADMIN_PASSWORD, String.valueOf(wrong.getMessage()));
        }
        return password.map(Secret::new);
    }

    private void strong(Setting setting, String secret) {
        if (secret.isEmpty()) {
            settings.mistake(setting, "must be set in production; make one with: openssl rand -hex 32");
        } else if (isWeak(secret)) {
            settings.mistake(setting, WEAK);
        }
    }

    private static boolean isWeak(String secret) {
        var text = secret.toLowerCase(Locale.ROOT);
        return secret.length() < MIN_LENGTH
                || secret.chars().distinct().count() < MIN_DIFFERENT
                || WELL_KNOWN.stream().anyMatch(text::contains);
    }

    /** What is left of a password without digits and punctuation must not be a word that such passwords are made of. */
    private static boolean isGuessable(String password) {
        var text = password.toLowerCase(Locale.ROOT);
        var letters = text.replaceAll("[^\\p{L}]", "");
        return text.chars().distinct().count() < MIN_DIFFERENT_OF_PASSWORD
                || GUESSED.contains(letters)
                || WELL_KNOWN.stream().anyMatch(text::contains);
    }

    private SequencedMap<Integer, Secret> decisionKeys(String text) {
        try {
            if (!text.isEmpty()) {
                return SettingsReader.keys(text);
            }
            settings.mistake(
                    LOTTY_DECISION_KEYS,
                    "must be set in production, such as 1:… with a secret of openssl rand -hex 32");
        } catch (IllegalArgumentException wrong) {
            settings.mistake(LOTTY_DECISION_KEYS, String.valueOf(wrong.getMessage()));
        }
        return new LinkedHashMap<>();
    }

    private Optional<String> present(Setting setting) {
        return Optional.of(settings.text(setting)).filter(text -> !text.isEmpty());
    }

    private String text(Setting setting, String demo) {
        return present(setting).orElse(demo);
    }
}
