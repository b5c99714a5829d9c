package io.lotty.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Inference that holds at one look, at a time that was settled beforehand. Who looks again and again, and stops at what
 * pleases, is wrong far more often than the confidence says: {@link ConfidenceSequence} is for that.
 */
public final class FixedHorizon {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private FixedHorizon() {}

    /**
     * The large-sample interval {@code value ± z · standard error} and the two-sided p-value {@code 2 (1 − Φ(|value| /
     * standard error))}.
     *
     * <p>Assumes that the estimate is normal, as those of hundreds of units are, and more where the numbers are skewed.
     * Source: Wasserman, "All of Statistics", 2004, theorems 6.16 and 10.13 (Wald's interval and test).
     */
    public static Inference normal(Estimate estimate, Confidence confidence) {
        return new Inference(
                Interval.around(estimate.value(), confidence.z() * estimate.standardError()),
                Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(estimate.z()))));
    }

    /**
     * The same by Student's t, for estimates whose standard error rests on few degrees of freedom.
     *
     * @param degreesOfFreedom above 0, whole or not
     */
    public static Inference student(Estimate estimate, double degreesOfFreedom, Confidence confidence) {
        var student = TDistribution.of(degreesOfFreedom);
        var critical = student.inverseSurvivalProbability(confidence.alpha() / 2);
        return new Inference(
                Interval.around(estimate.value(), critical * estimate.standardError()),
                Math.min(1, 2 * student.survivalProbability(Math.abs(estimate.z()))));
    }
}
