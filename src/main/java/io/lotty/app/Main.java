package io.lotty.app;

import io.lotty.app.setting.Settings;

/** Starts Lotty out of the environment, and stops it when the process is asked to end. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        try {
            var application = new Application(Settings.of(System.getenv()));
            // before the start: who is asked to end while starting leaves no stores behind either
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("lotty-stop").unstarted(application::stop));
            application.start();
        } catch (StartFailure failure) {
            Banner.refuse(failure);
            System.exit(1);
        }
    }
}
