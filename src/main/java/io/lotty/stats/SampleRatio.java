package io.lotty.stats;

import java.util.List;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * Whether units fell into parts as they should have, looked at once: the test of a sample-ratio mismatch. A mismatch
 * says that something takes subjects away from a variant or counts them wrongly, and then no effect can be believed.
 *
 * <p>Statistic: {@code χ² = Σ (observed − expected)² / expected} with one degree of freedom less than there are parts.
 * Assumes that units fall independently, and that enough are expected everywhere ({@link #LEAST_EXPECTED}). Who looks
 * again and again finds a mismatch too often; {@link SequentialSampleRatio} may be looked at always.
 *
 * <p>Sources: Pearson, "On the criterion that a given system of deviations…", Philosophical Magazine 50, 1900; as a
 * test of experiments: Fabijan et al., "Diagnosing Sample Ratio Mismatch in Online Controlled Experiments", KDD 2019.
 *
 * @param statistic χ²
 * @param degreesOfFreedom the number of parts less one
 * @param pValue 0 to 1; what is below the smallest double is 0
 */
public record SampleRatio(double statistic, int degreesOfFreedom, double pValue) {
    /** Below it a mismatch is suspected. */
    public static final double WARNING_BELOW = 0.01;

    /**
     * Below it the experiment is not to be trusted: Kohavi, Tang, Xu, "Trustworthy Online Controlled Experiments", ch.
     * 21.
     */
    public static final double CRITICAL_BELOW = 0.001;

    /** Cochran, "Some Methods for Strengthening the Common χ² Tests", Biometrics 10(4), 1954. */
    public static final double LEAST_EXPECTED = 5;

    /** What to make of it. */
    public enum Verdict {
        OK,
        WARNING,
        CRITICAL
    }

    /** Too little: one part alone, or fewer than {@link #LEAST_EXPECTED} units expected in some part. */
    public static Finding<SampleRatio> of(Split split) {
        var expected = doubles(split.expected());
        if (expected.length < 2) {
            return Finding.tooLittle("there is one part only");
        }
        for (var units : expected) {
            if (units < LEAST_EXPECTED) {
                return Finding.tooLittle("fewer than 5 are expected in one of the parts");
            }
        }
        var observed = split.parts().stream().mapToLong(Split.Part::observed).toArray();
        var result = ChiSquareTest.withDefaults().test(expected, observed);
        return Finding.found(new SampleRatio(result.getStatistic(), expected.length - 1, result.getPValue()));
    }

    public Verdict verdict() {
        if (pValue < CRITICAL_BELOW) {
            return Verdict.CRITICAL;
        }
        return pValue < WARNING_BELOW ? Verdict.WARNING : Verdict.OK;
    }

    private static double[] doubles(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
