package io.lotty.stats;

/**
 * An estimate whose errors are normal in large samples, and which is a mean over units, or in large samples as good as
 * one: differences of means, ratios and quantiles, and relative differences of them.
 *
 * @param value what is estimated, in its own unit; 0 is "no effect"
 * @param standardError of the value, in the same unit; above 0
 * @param n the number of independent units behind it: twice those of the smaller variant, since a difference is no
 *     nearer to normal than the smaller one's figure is
 */
public record Estimate(double value, double standardError, long n) {
    public Estimate {
        if (!Double.isFinite(value) || !Double.isFinite(standardError) || standardError <= 0 || n < 2) {
            throw new IllegalArgumentException("no estimate: " + value + " ± " + standardError + " of " + n);
        }
    }

    /** How many standard errors it is from 0. */
    public double z() {
        return value / standardError;
    }
}
