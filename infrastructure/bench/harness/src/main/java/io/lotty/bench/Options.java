package io.lotty.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How to measure, and what.
 *
 * @param scenarios by name; empty for all
 * @param pairs how many times base and Lotty are measured, in turn
 * @param run how long each measurement takes
 * @param warmUpAnswers what each server has answered before: enough for the JVM to have compiled what it runs
 * @param isProfiled whether the servers record what they do with their time, for Java Flight Recorder
 */
record Options(
        List<String> scenarios, int pairs, Duration run, int warmUpAnswers, int connections, boolean isProfiled) {
    private static final String SHORT = "--short";
    private static final String PROFILE = "--profile";
    private static final String CONNECTIONS = "--connections=";

    static Options of(String[] arguments) {
        var all = Arrays.asList(arguments);
        var names = all.stream().filter(word -> !word.startsWith("--")).toList();
        int connections = all.stream()
                .filter(word -> word.startsWith(CONNECTIONS))
                .mapToInt(word -> Integer.parseInt(word.substring(CONNECTIONS.length())))
                .findFirst()
                .orElse(64);
        boolean isShort = all.contains(SHORT);
        return new Options(
                names,
                isShort ? 3 : 7,
                Duration.ofSeconds(isShort ? 2 : 6),
                isShort ? 60_000 : 200_000,
                connections,
                all.contains(PROFILE));
    }

    boolean wants(String scenario) {
        return scenarios.isEmpty() || scenarios.contains(scenario);
    }

    /** The flags of floor and Lotty alike. */
    List<String> jvmFlags() {
        return isProfiled
                ? List.of("-Xms1g", "-Xmx1g", "-XX:StartFlightRecording=settings=profile,filename=target/bench/%p.jfr")
                : List.of("-Xms1g", "-Xmx1g");
    }
}
