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
 * @param warmUp how long each server is under load before
 */
record Options(List<String> scenarios, int pairs, Duration run, Duration warmUp, int connections) {
    private static final String SHORT = "--short";
    private static final String CONNECTIONS = "--connections=";

    static Options of(String[] arguments) {
        var all = Arrays.asList(arguments);
        var names = all.stream().filter(word -> !word.startsWith("--")).toList();
        int connections = all.stream()
                .filter(word -> word.startsWith(CONNECTIONS))
                .mapToInt(word -> Integer.parseInt(word.substring(CONNECTIONS.length())))
                .findFirst()
                .orElse(64);
        return all.contains(SHORT)
                ? new Options(names, 3, Duration.ofSeconds(2), Duration.ofSeconds(6), connections)
                : new Options(names, 7, Duration.ofSeconds(6), Duration.ofSeconds(20), connections);
    }

    boolean wants(String scenario) {
        return scenarios.isEmpty() || scenarios.contains(scenario);
    }
}
