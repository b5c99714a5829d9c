package io.lotty.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;

/**
 * How much chaos.
 *
 * @param rounds how often parts are killed under load and then everything is compared
 * @param events new ones of each round
 * @param seed of the first round; the next one has the next number
 * @param load how long a round's events are spread over; kills fall into it
 * @param strikes least number of times at which a round kills; up to half as many more are drawn
 * @param isKept whether logs and data are kept even if nothing was amiss
 * @param isFlow instead of all that: how fast events flow while nothing is killed
 */
record Options(int rounds, int events, long seed, Duration load, int strikes, boolean isKept, boolean isFlow) {
    private static final String USAGE = """
            infrastructure/chaos/run [--short] [--rounds N] [--events N] [--seed S] [--seconds N] [--strikes N] [--keep]
            infrastructure/chaos/run --flow [--keep]""";
    /** So that numbers, which name events, stay ints, and the ledger small. */
    private static final long MOST_EVENTS = 50_000_000;

    private static final String FLOW = "--flow";
    private static final int SHORTEST_SECONDS = 5;

    Options {
        if (rounds < 1
                || events < 1
                || (long) rounds * events > MOST_EVENTS
                || strikes < 0
                || load.toSeconds() < SHORTEST_SECONDS) {
            throw new IllegalArgumentException("There is at least 1 round of at least 1 event and " + SHORTEST_SECONDS
                    + " seconds, and there are at most " + MOST_EVENTS + " events in all.\n" + USAGE);
        }
    }

    static Options of(String[] arguments) {
        var words = Arrays.asList(arguments);
        boolean isShort = words.contains("--short");
        int rounds = isShort ? 2 : 20;
        int events = isShort ? 5_000 : 50_000;
        int seconds = isShort ? 12 : 20;
        int strikes = 4;
        // small enough to be typed
        long seed = System.currentTimeMillis() % 1_000_000;
        for (var rest = words.iterator(); rest.hasNext(); ) {
            var word = rest.next();
            switch (word) {
                case "--short", "--keep", FLOW -> {}
                case "--rounds" -> rounds = number(word, rest);
                case "--events" -> events = number(word, rest);
                case "--seed" -> seed = number(word, rest);
                case "--seconds" -> seconds = number(word, rest);
                case "--strikes" -> strikes = number(word, rest);
                default -> throw new IllegalArgumentException("There is no option " + word + ".\n" + USAGE);
            }
        }
        return new Options(
                rounds,
                events,
                seed,
                Duration.ofSeconds(seconds),
                strikes,
                words.contains("--keep"),
                words.contains(FLOW));
    }

    /** The command that does the same again. */
    String text() {
        return isFlow
                ? "infrastructure/chaos/run " + FLOW
                : "infrastructure/chaos/run --rounds %d --events %d --seed %d --seconds %d --strikes %d"
                        .formatted(rounds, events, seed, load.toSeconds(), strikes);
    }

    private static int number(String option, Iterator<String> words) {
        try {
            return Integer.parseInt(words.hasNext() ? words.next() : "");
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException(option + " needs a whole number.\n" + USAGE, notOne);
        }
    }
}
