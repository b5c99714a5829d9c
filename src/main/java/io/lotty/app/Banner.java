package io.lotty.app;

import io.lotty.app.setting.LogFormat;
import io.lotty.app.setting.ProcessRole;
import io.lotty.app.setting.Profile;
import io.lotty.app.setting.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the person who started Lotty is told: where it is, how to log in, and a first thing to try. */
final class Banner {
    private static final Logger SCREEN = LoggerFactory.getLogger("io.lotty.banner");

    private Banner() {}

    /** Only a demo prints secrets, and only those that everyone knows; to eyes, not to a collector. */
    static void show(Settings settings, int port) {
        boolean isForEyes = settings.logFormat() == LogFormat.TEXT;
        if (settings.profile() == Profile.DEMO && settings.plays(ProcessRole.HTTP) && isForEyes) {
            SCREEN.info("""

            Lotty is ready at %1$s

              log in    %2$s / %3$s
              API key   %4$s
              API       %1$s/api/v1/docs

            Try it:

              curl -s %1$s/api/v1/decide -H 'X-API-Key: %4$s' -H 'Content-Type: application/json' \\
                -d '{"subject_id": "user-1", "flags": ["button_color"]}'

            Ctrl-C stops it; the data stays in %5$s.
            """.formatted(
                            "http://localhost:" + port,
                            settings.secrets().adminEmail().orElse("-"),
                            settings.secrets().wellKnownPassword().orElse("the password in LOTTY_ADMIN_PASSWORD"),
                            DemoData.API_KEY,
                            settings.stores().dataDir()));
        } else {
            SCREEN.info("Lotty is ready on port {}", port);
        }
    }

    /** A line of a command that somebody has started by hand. */
    static void say(String line) {
        SCREEN.info("{}", line);
    }

    /** One sentence in place of a stack trace. */
    static void refuse(StartFailure failure) {
        SCREEN.error("{}", failure.getMessage());
    }
}
