package io.lotty.bench;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Runs the scenarios and prints their figures as a table. */
final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        var options = Options.of(arguments);
        try (var rig = Rig.start();
                var floor = rig.floor(options.jvmFlags());
                var edge = rig.edge("edge", options.jvmFlags());
                var load = new Load()) {
            IO.println(machine(options));
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
    private static String machine(Options options) throws IOException {
        return "Commit %s, %s, JVM %s %s, %d cores, %s %s"
                .formatted(
                        commit(),
                        LocalDate.now(),
                        Runtime.version(),
                        String.join(" ", options.jvmFlags()),
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
