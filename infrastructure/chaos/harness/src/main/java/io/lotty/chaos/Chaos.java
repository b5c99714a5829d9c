package io.lotty.chaos;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Set;

/** Runs the rounds and prints what became of them; ends with 0 when nothing was lost, doubled or made up. */
final class Chaos {
    private static final int FAILED = 1;
    private static final int MISTAKEN = 2;

    private Chaos() {}

    public static void main(String[] arguments) throws IOException {
        try {
            System.exit(isHarmless(Options.of(arguments)) ? 0 : FAILED);
        } catch (IllegalArgumentException mistake) {
            IO.println(mistake.getMessage());
            System.exit(MISTAKEN);
        }
    }

    private static boolean isHarmless(Options options) throws IOException {
        var folder = Path.of("target/chaos/" + ProcessHandle.current().pid()).toAbsolutePath();
        IO.println(machine());
        IO.println(options.text());
        try (var stage = options.isFlow()
                ? new Stage(folder, Stage.SECONDS, LottyPart.LASTING)
                : new Stage(folder, Set.of(), LottyPart.SHORT_LIVED)) {
            endWith(stage);
            boolean isHarmless = isHarmless(options, stage);
            if (!isHarmless || options.isKept()) {
                stage.keepFolder();
            }
            return isHarmless;
        }
    }

    private static boolean isHarmless(Options options, Stage stage) {
        var outcomes = new ArrayList<Outcome>();
        try {
            stage.open();
            var trial = Trial.open(stage.management(), stage.edges().getFirst());
            if (options.isFlow()) {
                return new Flow(stage, trial).measure();
            }
            var rounds = new Rounds(options, stage, trial);
            IO.println("everything runs; seed by seed:");
            for (int round = 0; round < options.rounds(); round++) {
                var outcome = rounds.play(round);
                outcomes.add(outcome);
                IO.println(outcome.text());
            }
        } catch (IOException | RuntimeException broken) {
            if (!stage.isClosed()) {
                stage.keepFolder();
                IO.println("FAILED in round " + (outcomes.size() + 1) + ", seed " + (options.seed() + outcomes.size())
                        + ": " + broken);
                broken.printStackTrace();
            }
            return false;
        }
        IO.println(Summary.text(outcomes, stage.ownEnds()));
        return outcomes.stream().allMatch(outcome -> outcome.faults().isEmpty());
    }

    /** What was started ends with this process, however it ends; also when Maven is killed, which started it. */
    private static void endWith(Stage stage) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stage::close));
        // not on the common pool, which may have one thread alone and must tell when processes have ended
        var parent = ProcessHandle.current().parent();
        parent.ifPresent(maven -> Thread.ofPlatform().daemon().start(() -> {
            maven.onExit().join();
            System.exit(FAILED);
        }));
    }

    private static String machine() throws IOException {
        var git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
        try (var commit = new InputStreamReader(git.getInputStream(), StandardCharsets.UTF_8)) {
            return "Commit %s, %s, JVM %s, %d cores, %s %s"
                    .formatted(
                            commit.readAllAsString().strip(),
                            LocalDate.now(),
                            Runtime.version(),
                            Runtime.getRuntime().availableProcessors(),
                            System.getProperty("os.name"),
                            System.getProperty("os.arch"));
        }
    }
}
