package io.lotty.stats.simulation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Repeats experiments on all cores. Each has a generator of random numbers of its own, seeded by the simulation's seed,
 * the scenario and its number; so the result is the same however many cores there are.
 *
 * @param part of the experiments that are asked for, for simulations in a hurry
 */
record Trials(long seed, double part) {
    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    /**
     * Plays one experiment and says of each of several things whether it happened: always of the same number of things.
     */
    interface Trial {
        boolean[] play(RandomGenerator random);
    }

    /** Plays one experiment and gives the figures that it ends with: always the same number of them. */
    interface Figures {
        double[] play(RandomGenerator random);
    }

    int experiments(int wanted) {
        return Math.max(1, (int) (wanted * part));
    }

    /** How often each of the things happened. */
    Shares shares(String scenario, int wanted, Trial trial) {
        var experiments = experiments(wanted);
        var counts = IntStream.range(0, experiments)
                .parallel()
                .mapToObj(number -> trial.play(generator(scenario, number)))
                .map(Trials::counts)
                .reduce(Trials::sum)
                .orElseThrow();
        return new Shares(experiments, Arrays.stream(counts).boxed().toList());
    }

    /** All the figures of all the experiments, in the order of the experiments. */
    double[][] figures(String scenario, int wanted, Figures figures) {
        return IntStream.range(0, experiments(wanted))
                .parallel()
                .mapToObj(number -> figures.play(generator(scenario, number)))
                .toArray(double[][]::new);
    }

    private RandomGenerator generator(String scenario, int number) {
        return GENERATORS.create((seed * 1_000_003 + scenario.hashCode()) * 1_000_000_007 + number);
    }

    private static long[] counts(boolean[] happened) {
        var counts = new long[happened.length];
        for (var i = 0; i < counts.length; i++) {
            counts[i] = happened[i] ? 1 : 0;
        }
        return counts;
    }

    private static long[] sum(long[] some, long[] others) {
        var sum = some.clone();
        for (var i = 0; i < sum.length; i++) {
            sum[i] += others[i];
        }
        return sum;
    }
}
