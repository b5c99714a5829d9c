package io.lotty.bench;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/** Runs the scenarios and prints their figures as a table. */
final class Bench {
    private Bench() {}

    /** Ends the process itself when something fails: event loops would keep it. */
    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (IOException | RuntimeException failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(String[] arguments) throws IOException {
        var options = Options.of(arguments);
        try (var rig = Rig.start();
                var floor = rig.floor(options.jvmFlags());
                var edge = rig.edge("edge", options.jvmFlags());
                var load = new Load()) {
            IO.println(machine(options));
            IO.println("");
            IO.println(Figures.header());
            var throughput = new Throughput(options, rig, load);
            var latency = new Latency(options, rig, load, throughput);
            var growth = new Growth(options, rig, throughput);
            for (var scenario : Scenario.values()) {
                print(options, scenario.label(), () -> throughput.measure(scenario, floor, edge));
            }
            print(options, "empty-floor", () -> throughput.withoutRedis(floor));
            print(options, "intake", () -> new Intake(options, rig, throughput).measure(floor, edge));
            print(options, "ingest", () -> new Ingest(options, rig, load).measure(edge));
            print(options, "growth", () -> growth.measure(edge));
            print(options, "small-heap", () -> growth.measureSmallHeap(edge));
            print(options, "latency", () -> latency.quiet(floor, edge));
            print(options, "latency-publishing", () -> latency.publishing(floor, edge));
            print(options, "latency-without-ingest", () -> latency.alone(floor, edge));
        }
    }

    private interface Measuring {
        List<Figures> measure() throws IOException;
    }

    private static void print(Options options, String scenario, Measuring measuring) throws IOException {
        if (options.wants(scenario)) {
            measuring.measure().forEach(figures -> IO.println(figures.row()));
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
