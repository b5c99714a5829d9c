package io.lotty.stats;

/**
 * Inference that holds at every look, also at one chosen for what it shows: with the given confidence <em>all</em> the
 * intervals of an experiment's life hold the truth. So one may look whenever one likes, and stop when one has seen
 * enough.
 *
 * <p>With n units, and {@code u = n ρ²}, the interval is {@code value ± standard error · √(2 (u + 1) / u · ln(√(u + 1)
 * / α))}: Robbins' normal mixture, which is written in the paper for a mean of n units with standard deviation {@code σ
 * = √n · standard error}. The p-value is the reciprocal of the mixture at 0, {@code √(u + 1) · exp(−u z² / (2 (u +
 * 1)))} with {@code z = value / standard error}, or 1 if that is more. It is below α just when the interval leaves out
 * 0. Each look's p-value is valid by itself; one that never goes up again is the smallest of all looks so far, which is
 * the caller's to keep.
 *
 * <p>Assumes units that are independent and have a variance, and an estimate that is in large samples a mean over the
 * units of both variants, however many each has: a difference of means, of ratios, of quantiles, or a relative one. The
 * guarantee is asymptotic: give it effects that are {@link Effect#settled}, and count as n twice the units of the
 * smaller variant ({@link Estimate}).
 *
 * <p>Source: Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, "Time-uniform central limit theory and asymptotic confidence
 * sequences", Annals of Statistics 52(6), 2024 (arXiv:2103.06476v7), theorem 2.2, equation 9; the p-value equation 155,
 * and ρ equation 161; relative differences and ratios by its delta method, proposition 3.5. Robbins, "Statistical
 * Methods Related to the Law of the Iterated Logarithm", Annals of Mathematical Statistics 41(5), 1970. With n the sum
 * of both variants, as GrowthBook's engine has it, and from the first look on, a third of the simulated experiments
 * without an effect found one where one subject of a hundred saw the variant.
 *
 * @param confidence that all intervals hold the truth
 * @param rho the tuning ρ, above 0: settled before the first look and never changed by what is seen
 */
public record ConfidenceSequence(Confidence confidence, double rho) {
    /**
     * The number of subjects, of both variants, at which the usual sequence is narrowest. Tuning forgives much: at
     * 10,000 subjects its interval is 1.55 times as wide as one that allows a single look, at 1,000 it is 1.95 times,
     * at 100,000 1.66 times, at 1,000,000 1.82 times, at 10,000,000 1.98 times. A smaller number would make it narrow
     * sooner, when skewed metrics are still far from normal.
     */
    public static final long USUAL_SIZE = 10_000;

    public ConfidenceSequence {
        if (!(rho > 0 && Double.isFinite(rho))) {
            throw new IllegalArgumentException("ρ is above 0, not " + rho);
        }
    }

    /** The one that is narrowest at {@link #USUAL_SIZE}. */
    public static ConfidenceSequence usual(Confidence confidence) {
        return narrowestAt(USUAL_SIZE, confidence);
    }

    /**
     * Tuned for a number of units: {@code ρ = √((−W₋₁(−α²/e) − 1) / n)} with W₋₁ the lower branch of Lambert's
     * function. The root is {@code u = ln(u + 1) − 2 ln α}, where the width has its minimum; it is found by repetition,
     * which contracts by 1/(u + 1), below 0.3, each time.
     *
     * @param n of both variants together, above 0: as planned, not as seen
     */
    public static ConfidenceSequence narrowestAt(long n, Confidence confidence) {
        if (n < 1) {
            throw new IllegalArgumentException("no size to tune for: " + n);
        }
        var base = -2 * StrictMath.log(confidence.alpha());
        var u = base + 1;
        for (var i = 0; i < 64; i++) {
            u = StrictMath.log1p(u) + base;
        }
        return new ConfidenceSequence(confidence, Math.sqrt(u / n));
    }

    /** What may be said at this look. */
    public Inference at(Estimate estimate) {
        var u = estimate.n() * rho * rho;
        var logRoot = 0.5 * StrictMath.log1p(u);
        var reach = Math.sqrt(2 * (u + 1) / u * (logRoot - StrictMath.log(confidence.alpha())));
        var z = estimate.z();
        var logMixture = u / (u + 1) * z * z / 2 - logRoot;
        return new Inference(
                Interval.around(estimate.value(), reach * estimate.standardError()),
                Math.min(1, StrictMath.exp(-logMixture)));
    }
}
