package io.lotty.stats.simulation;

import java.util.Arrays;
import java.util.Iterator;

/**
 * How much to simulate.
 *
 * @param part of the experiments
 * @param seed that everything is drawn from
 */
record Options(double part, long seed) {
    private static final String USAGE = "infrastructure/simulate/run [--short] [--seed S]";
    private static final double SHORT = 0.1;
    private static final long USUAL_SEED = 6;

    static Options of(String[] arguments) {
        double part = 1;
        var seed = USUAL_SEED;
        for (var rest = Arrays.asList(arguments).iterator(); rest.hasNext(); ) {
            var word = rest.next();
            switch (word) {
                case "--short" -> part = SHORT;
                case "--seed" -> seed = number(rest);
                default -> throw new IllegalArgumentException("There is no option " + word + ".\n" + USAGE);
            }
        }
        return new Options(part, seed);
    }

    /** The command that does the same again. */
    String text() {
        return "infrastructure/simulate/run %s--seed %d".formatted(part < 1 ? "--short " : "", seed);
    }

    private static long number(Iterator<String> words) {
        try {
            return Long.parseLong(words.hasNext() ? words.next() : "");
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException("--seed needs a whole number.\n" + USAGE, notOne);
        }
    }
}
