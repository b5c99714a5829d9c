package io.lotty.stats;

import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Whether units fell into parts as they should have, looked at as often as one likes: under the right shares, the
 * chance that the p-value is ever at or below α is at most α. It is a Bayes factor that compares shares drawn from a
 * Dirichlet distribution, centred on the right ones, with the right ones themselves, and only the counts matter, not
 * their order.
 *
 * <p>{@code BF = Γ(k) / Γ(n + k) · Π Γ(n_i + k·θ_i) / Γ(k·θ_i) · Π θ_i^(−n_i)}, {@code p = min(1, 1 / BF)}, where θ are
 * the right shares, n_i the counts, n their sum and k the concentration of the prior, Dirichlet(k·θ). The p-value is
 * that of this look; the smallest of all looks is just as valid, and is the caller's to keep.
 *
 * <p>Source: Lindon, Malek, "Anytime-Valid Inference For Multinomial Count Data", NeurIPS 2022 (arXiv 2011.03567), section
 * 2; the prior's concentration of 100 is the authors' own, in their published code. It is sharpest for shares that are
 * off by a twentieth or so; a larger one finds smaller mismatches of large experiments a little sooner.
 *
 * @param logBayesFactor natural logarithm; above 0 the data speak for a mismatch
 * @param pValue 0 to 1; what is below the smallest double is 0
 */
public record SequentialSampleRatio(double logBayesFactor, double pValue) {
    public static final double USUAL_CONCENTRATION = 100;

    /** From here Stirling's series is exact to the last bit, and the logarithm of Γ itself would be too coarse. */
    private static final double LARGE = 100;

    private static final double HALF_LOG_TWO_PI = StrictMath.log(2 * Math.PI) / 2;

    /** With the usual prior. Too little: one part alone, or no units. */
    public static Finding<SequentialSampleRatio> of(Split split) {
        return of(split, USUAL_CONCENTRATION);
    }

    /** @param concentration k of the prior Dirichlet(k·θ), above 0 */
    public static Finding<SequentialSampleRatio> of(Split split, double concentration) {
        if (!(concentration > 0) || Double.isInfinite(concentration)) {
            throw new IllegalArgumentException("no prior has the concentration " + concentration);
        }
        if (split.parts().size() < 2) {
            return Finding.tooLittle("there is one part only");
        }
        if (split.units() == 0) {
            return Finding.tooLittle("nobody is there yet");
        }
        var logBayesFactor = logBayesFactor(split, concentration);
        var pValue = Math.min(1, StrictMath.exp(-logBayesFactor));
        return Finding.found(new SequentialSampleRatio(logBayesFactor, pValue));
    }

    /**
     * The same formula, in which the large terms have cancelled out on paper: of a million units the logarithms of Γ
     * have seven digits before the point, their sum perhaps one. By Stirling, {@code ln Γ(x) = (x − ½) ln x − x + ½ ln
     * 2π + δ(x)}.
     */
    private static double logBayesFactor(Split split, double concentration) {
        var shares = split.shares();
        double units = split.units();
        var whole = units + concentration;
        var sum = LogGamma.value(concentration) - remainder(whole) + StrictMath.log(whole) / 2 - HALF_LOG_TWO_PI;
        for (var i = 0; i < shares.size(); i++) {
            var share = shares.get(i);
            var observed = split.parts().get(i).observed();
            var prior = concentration * share;
            var posterior = observed + prior;
            var excess = observed - units * share;
            sum += posterior * StrictMath.log1p(excess / (whole * share)) - excess;
            sum += prior * StrictMath.log(share) - LogGamma.value(prior);
            sum += HALF_LOG_TWO_PI + remainder(posterior) - StrictMath.log(posterior) / 2;
        }
        return sum;
    }

    /** δ(x) of Stirling's formula: NIST Digital Library of Mathematical Functions, equation 5.11.1. */
    private static double remainder(double x) {
        if (x < LARGE) {
            return LogGamma.value(x) - (x - 0.5) * StrictMath.log(x) + x - HALF_LOG_TWO_PI;
        }
        var square = 1 / (x * x);
        return (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / x;
    }
}
