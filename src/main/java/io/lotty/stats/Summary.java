package io.lotty.stats;

import java.math.BigDecimal;

/**
 * What tests of means need to know of one number per unit, where units are independent of each other: subjects, as a rule,
 * since a subject is what is assigned.
 *
 * @param n the number of units; ask it first: of no units the mean is 0, and of fewer than two the variance, and no
 *     function of this package makes anything of them
 * @param mean of the units' numbers
 * @param variance of the sample, with n − 1 below
 */
public record Summary(long n, double mean, double variance) {
    public Summary {
        if (n < 0 || !Double.isFinite(mean) || !Double.isFinite(variance) || variance < 0) {
            throw new IllegalArgumentException("no units have the summary " + n + ", " + mean + ", " + variance);
        }
        if ((n == 0 && mean != 0) || (n < 2 && variance != 0)) {
            throw new IllegalArgumentException(n + " units have no mean " + mean + " or variance " + variance);
        }
    }

    /** Computed exactly from exact sums and rounded once. */
    public static Summary of(long n, BigDecimal sum, BigDecimal sumOfSquares) {
        var variance = Moments.covariance(n, sum, sum, sumOfSquares);
        return new Summary(n, Moments.mean(n, sum), variance);
    }

    /** Of units that are each 1 or 0: {@code ones} of {@code n} are 1. Their mean is a proportion. */
    public static Summary ofProportion(long n, long ones) {
        if (ones < 0 || ones > n) {
            throw new IllegalArgumentException(ones + " of " + n + " is no proportion");
        }
        var sum = BigDecimal.valueOf(ones);
        return of(n, sum, sum);
    }

    /**
     * Of a list of numbers, in one pass and rounded at each step.
     *
     * <p>Source: Welford, "Note on a Method for Calculating Corrected Sums of Squares and Products", Technometrics 4(3),
     * 1962.
     */
    public static Summary of(double[] numbers) {
        var mean = 0.0;
        var squares = 0.0;
        for (var i = 0; i < numbers.length; i++) {
            var before = numbers[i] - mean;
            mean += before / (i + 1);
            squares += before * (numbers[i] - mean);
        }
        return new Summary(numbers.length, mean, numbers.length < 2 ? 0 : squares / (numbers.length - 1));
    }

    /** The variance of the mean, {@code s² / n}. */
    double varianceOfMean() {
        return variance / n;
    }
}
