package io.lotty.app.setting;

import static io.lotty.app.setting.Setting.LOTTY_ADMIN_EMAIL;
import static io.lotty.app.setting.Setting.LOTTY_ADMIN_PASSWORD;
import static io.lotty.app.setting.Setting.LOTTY_DECISION_KEYS;
import static io.lotty.app.setting.Setting.LOTTY_TOKEN_SECRET;

import io.lotty.access.Passwords;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads the secrets. A demo has well-known ones, which production refuses, as it refuses unset and weak ones. */
final class SecretsReader {
    private static final String DEMO_TOKEN_SECRET = "lotty-demo-token-secret-known-to-everyone";
    private static final String DEMO_DECISION_KEYS = "1:lotty-demo-decision-key-known-to-everyone";
    private static final String DEMO_EMAIL = "admin@lotty.local";
    private static final String DEMO_PASSWORD = "lotty-admin-demo";
    private static final String WELL_KNOWN = "lotty-demo";

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
                        Optional.of(text(LOTTY_ADMIN_EMAIL, DEMO_EMAIL)),
                        Optional.of(new Secret(text(LOTTY_ADMIN_PASSWORD, DEMO_PASSWORD))));
            case PRODUCTION -> {
                strong(LOTTY_TOKEN_SECRET, settings.text(LOTTY_TOKEN_SECRET));
                var keys = decisionKeys(settings.text(LOTTY_DECISION_KEYS));
                keys.values().forEach(key -> strong(LOTTY_DECISION_KEYS, key.value()));
                yield new Settings.Secrets(
                        new Secret(settings.text(LOTTY_TOKEN_SECRET)),
                        keys,
                        present(LOTTY_ADMIN_EMAIL),
                        adminPassword());
            }
        };
    }

    private Optional<Secret> adminPassword() {
        var password = present(LOTTY_ADMIN_PASSWORD);
        password.ifPresent(text -> {
            if (text.length() < Passwords.MIN_LENGTH || text.equals(DEMO_PASSWORD)) {
                settings.mistake(
                        LOTTY_ADMIN_PASSWORD,
                        "must have at least " + Passwords.MIN_LENGTH
                                + " characters and not be the demo's in production");
            }
        });
        return password.map(Secret::new);
    }

    private void strong(Setting setting, String secret) {
        if (secret.isEmpty()) {
            settings.mistake(setting, "must be set in production; make one with: openssl rand -hex 32");
        } else if (secret.contains(WELL_KNOWN) || !SettingsReader.isStrong(secret)) {
            settings.mistake(setting, "must be a random secret of at least 32 characters in production");
        }
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
