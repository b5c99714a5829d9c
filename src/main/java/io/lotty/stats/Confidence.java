package io.lotty.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How sure an interval is to be, said by the share of repetitions in which it may miss the truth.
 *
 * @param alpha that share, both sides together: above 0 and at most 0.5; 0.05 is usual
 */
public record Confidence(double alpha) {
    /** 95 %. */
    public static final Confidence USUAL = new Confidence(0.05);

    public Confidence {
        if (!(alpha > 0 && alpha <= 0.5)) {
            throw new IllegalArgumentException("an error is above 0 and at most 0.5, not " + alpha);
        }
    }

    /** @param level the share of repetitions in which the interval holds the truth: 0.95 is usual */
    public static Confidence of(double level) {
        return new Confidence(1 - level);
    }

    public double level() {
        return 1 - alpha;
    }

    /** The standard normal's two-sided critical value: 1.96 for 95 %. */
    public double z() {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha / 2);
    }
}
