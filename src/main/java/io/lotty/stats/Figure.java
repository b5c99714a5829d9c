package io.lotty.stats;

/**
 * A statistic of one variant: a mean, a ratio, a quantile.
 *
 * @param value in the unit of the metric
 * @param variance of the value over repetitions of the experiment: the square of its standard error; 0 where nothing varies
 * @param n the number of independent units that it rests on
 */
public record Figure(double value, double variance, long n) {
    public Figure {
        if (!Double.isFinite(value) || !Double.isFinite(variance) || variance < 0 || n < 1) {
            throw new IllegalArgumentException("no figure: " + value + " ± √" + variance + " of " + n);
        }
    }

    public double standardError() {
        return Math.sqrt(variance);
    }

    /**
     * Whether the value is so far from 0 that something may be divided by it: further than {@value Effect#CLEAR} standard
     * errors.
     */
    boolean isClearOfZero() {
        return Math.abs(value) > Effect.CLEAR * standardError();
    }
}
