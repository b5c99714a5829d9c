package io.lotty.bench;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/** Runs the scenarios and prints their figures as a table. */
final class Bench {
    private static final List<String> JVM_FLAGS = List.of("-Xms1g", "-Xmx1g");

    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        var options = Options.of(arguments);
        try (var rig = Rig.start();
                var floor = rig.floor(JVM_FLAGS);
                var edge = rig.edge("edge", JVM_FLAGS);
                var load = new Load()) {
            IO.println(machine());
            IO.println("");
            IO.println(Figures.header());
            var throughput = new Throughput(options, rig, load);
            for (var scenario : Scenario.values()) {
                if (options.wants(scenario.label())) {
                    throughput.measure(scenario, floor, edge).forEach(figures -> IO.println(figures.row()));
                }
            }
        }
    }

    /** What a figure depends on beside the sources. */
    private static String machine() throws IOException {
        return "Commit %s, %s, JVM %s %s, %d cores, %s %s"
                .formatted(
                        commit(),
                        LocalDate.now(),
                        Runtime.version(),
                        String.join(" ", JVM_FLAGS),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
    }

    private static String commit() throws IOException {
        var git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
        try (var out = new InputStreamReader(git.getInputStream(), StandardCharsets.UTF_8)) {
            return out.readAllAsString().strip();
        }
    }
}
