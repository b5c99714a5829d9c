package io.lotty.app;

import io.lotty.app.setting.Settings;

/** Starts Lotty out of the environment, and stops it when the process is asked to end. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        try {
            var application = Application.start(Settings.of(System.getenv()));
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("lotty-stop").unstarted(application::stop));
        } catch (StartFailure failure) {
            Banner.refuse(failure);
            System.exit(1);
        }
    }
}
