package io.lotty.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What is to be believed of an effect after the data: it is normal, with this mean and standard deviation, in the unit of the
 * estimate. It holds at any look as far as the prior is to be believed; it does not bound how often one is wrong when there is
 * nothing to find.
 */
public record Posterior(double mean, double standardDeviation) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    public Posterior {
        if (!Double.isFinite(mean) || !Double.isFinite(standardDeviation) || standardDeviation <= 0) {
            throw new IllegalArgumentException("no posterior: " + mean + " ± " + standardDeviation);
        }
    }

    /**
     * The normal model: with prior N(m, t²) and an estimate d with standard error s, the precisions add up, {@code 1/σ² = 1/t² +
     * 1/s²}, and the mean is {@code σ² (m/t² + d/s²)}.
     *
     * <p>Assumes that the estimate is normal with a known standard error, as in large samples. Source: Gelman et al., "Bayesian
     * Data Analysis", 3rd edition, 2013, section 2.5.
     */
    public static Posterior of(Estimate estimate, Prior prior) {
        return switch (prior) {
            case Prior.Flat() -> new Posterior(estimate.value(), estimate.standardError());
            case Prior.Normal(var mean, var deviation) -> {
                var ofPrior = 1 / (deviation * deviation);
                var ofData = 1 / (estimate.standardError() * estimate.standardError());
                var precision = ofPrior + ofData;
                yield new Posterior((mean * ofPrior + estimate.value() * ofData) / precision, 1 / Math.sqrt(precision));
            }
        };
    }

    /** The range that holds the effect with this probability, with the same probability below it as above. */
    public Interval credible(Confidence confidence) {
        return Interval.around(mean, confidence.z() * standardDeviation);
    }

    /**
     * The probability that the treatment is better than control: {@code Φ(mean / standard deviation)}, or what is left of it
     * where lower is better.
     */
    public double chanceToBeatControl(Direction direction) {
        return NORMAL.cumulativeProbability(gain(direction) / standardDeviation);
    }

    /**
     * What one stands to lose by taking the treatment: how much worse than control it is on average, where "not worse" counts
     * as 0. {@code E max(−g, 0) = σ φ(g/σ) − g Φ(−g/σ)}, with g the mean gain.
     *
     * <p>Source: the unit normal loss integral, Raiffa, Schlaifer, "Applied Statistical Decision Theory", 1961;
     * as what decides an experiment Stucchio, "Bayesian A/B Testing at VWO", 2015.
     *
     * @return 0 or more, in the unit of the estimate
     */
    public double expectedLoss(Direction direction) {
        return loss(gain(direction));
    }

    /** What one stands to lose by staying with control; see {@link #expectedLoss}. */
    public double expectedLossOfControl(Direction direction) {
        return loss(-gain(direction));
    }

    private double loss(double gain) {
        var z = gain / standardDeviation;
        return Math.max(0, standardDeviation * (NORMAL.density(z) - z * NORMAL.survivalProbability(z)));
    }

    private double gain(Direction direction) {
        return switch (direction) {
            case HIGHER_IS_BETTER -> mean;
            case LOWER_IS_BETTER -> -mean;
        };
    }
}
