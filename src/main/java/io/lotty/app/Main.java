package io.lotty.app;

import io.lotty.app.setting.Settings;
import java.util.List;

/** Starts Lotty out of the environment, and stops it when the process is asked to end; or does one of its chores. */
public final class Main {
    private static final String USAGE = """
            There are
              (none)               runs Lotty
              rebuild-assignments  fills Redis with the assignments that Postgres has a copy of
            Settings come from the environment; see .env.template.""";
    private static final int FAILED = 1;
    private static final int MISTAKEN = 2;

    private Main() {}

    public static void main(String[] arguments) {
        try {
            switch (String.join(" ", List.of(arguments))) {
                case "" -> run();
                case "rebuild-assignments" -> new RebuildAssignments(Settings.of(System.getenv())).run();
                default -> {
                    Banner.say("There is no command \"" + String.join(" ", List.of(arguments)) + "\". " + USAGE);
                    System.exit(MISTAKEN);
                }
            }
        } catch (StartFailure failure) {
            Banner.refuse(failure);
            System.exit(FAILED);
        }
    }

    private static void run() {
        var application = new Application(Settings.of(System.getenv()));
        // before the start: who is asked to end while starting leaves no stores behind either
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("lotty-stop").unstarted(application::stop));
        application.start();
    }
}
