package io.lotty.stats.simulation;

import io.lotty.stats.Estimate;
import io.lotty.stats.FixedHorizon;
import io.lotty.stats.MultipleTests;
import io.lotty.stats.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Ten hypotheses at once, five or none of them false: how many are found, and how many of those wrongly? */
final class Family implements Scenario {
    private static final int EXPERIMENTS = 20_000;
    private static final int HYPOTHESES = 10;

    /** The first ones, when there are any. */
    private static final int FALSE_ONES = 5;

    /** Of a false hypothesis' effect, in standard errors. */
    private static final double EFFECT = 3;

    @Override
    public List<Row> play(Trials trials) {
        var none = trials.shares("nothing there", EXPERIMENTS, random -> errors(random, 0));
        var half = trials.shares("half there", EXPERIMENTS, random -> errors(random, FALSE_ONES));
        // each of ten independent tests has the level α/10
        var ofHolm = 1 - Math.pow(1 - ALPHA / HYPOTHESES, HYPOTHESES);
        return List.of(
                Row.near("ten true hypotheses, Holm: any rejected", ofHolm, 0, none.of(0)),
                Row.information("ten true hypotheses, uncorrected: any rejected", none.of(1)),
                Row.atMost("five of ten true, Holm: any of these rejected", ALPHA, half.of(0)),
                discoveries(trials));
    }

    private static Row discoveries(Trials trials) {
        var falsely = Arrays.stream(trials.figures("discoveries", EXPERIMENTS, Family::falseShare))
                .mapToDouble(figure -> figure[0])
                .toArray();
        var summary = Summary.of(falsely);
        return Row.figure(
                "five of ten true, Benjamini–Hochberg: these among the rejected",
                ALPHA * (HYPOTHESES - FALSE_ONES) / HYPOTHESES,
                summary.mean(),
                Math.sqrt(summary.variance() / falsely.length),
                falsely.length);
    }

    private static List<Double> pValues(RandomGenerator random, int falseOnes) {
        return IntStream.range(0, HYPOTHESES)
                .mapToObj(i -> new Estimate(random.nextGaussian() + (i < falseOnes ? EFFECT : 0), 1, 2))
                .map(estimate -> FixedHorizon.normal(estimate, CONFIDENCE).p())
                .toList();
    }

    /** Whether a true hypothesis is rejected: by Holm; uncorrected. */
    private static boolean[] errors(RandomGenerator random, int falseOnes) {
        var pValues = pValues(random, falseOnes);
        var adjusted = MultipleTests.holm(pValues);
        return new boolean[] {rejected(adjusted, falseOnes) > 0, rejected(pValues, falseOnes) > 0};
    }

    private static double[] falseShare(RandomGenerator random) {
        var adjusted = MultipleTests.benjaminiHochberg(pValues(random, FALSE_ONES));
        var rejected = rejected(adjusted, 0);
        return new double[] {rejected == 0 ? 0 : (double) rejected(adjusted, FALSE_ONES) / rejected};
    }

    /** How many are rejected, from this one on. */
    private static long rejected(List<Double> pValues, int from) {
        return pValues.stream().skip(from).filter(p -> p <= ALPHA).count();
    }
}
