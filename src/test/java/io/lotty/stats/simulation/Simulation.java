package io.lotty.stats.simulation;

import java.util.List;

/**
 * Holds the statistics of reports to what they promise: plays thousands of experiments whose truth is known, and prints
 * how often what was promised came true. Ends with 0 if all of it did, else with 1. It is a program of its own, see
 * {@code infrastructure/simulate}, and a small part of it is a test.
 */
final class Simulation {
    static final List<Scenario> SCENARIOS = List.of(
            new Peeking(),
            new Following(),
            new Coverage(),
            new Latency(),
            new Past(),
            new Mismatch(),
            new Family(),
            new Planning(),
            new Together());

    private static final int FAILED = 1;
    private static final int MISTAKEN = 2;

    private Simulation() {}

    public static void main(String[] arguments) {
        try {
            System.exit(isAsPromised(Options.of(arguments)) ? 0 : FAILED);
        } catch (IllegalArgumentException mistake) {
            IO.println(mistake.getMessage());
            System.exit(MISTAKEN);
        }
    }

    private static boolean isAsPromised(Options options) {
        IO.println("JVM %s, %d cores"
                .formatted(Runtime.version(), Runtime.getRuntime().availableProcessors()));
        IO.println(options.text());
        IO.println(Row.header());
        var trials = new Trials(options.seed(), options.part());
        long outside = 0;
        for (var scenario : SCENARIOS) {
            var rows = scenario.play(trials);
            rows.forEach(row -> IO.println(row.text()));
            outside += rows.stream()
                    .filter(row -> row.verdict() == Row.Verdict.OUTSIDE)
                    .count();
        }
        IO.println(outside == 0 ? "all as promised" : outside + " outside");
        return outside == 0;
    }
}
