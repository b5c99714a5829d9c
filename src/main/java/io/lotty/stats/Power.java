package io.lotty.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What a two-sided test finds, and how many subjects that takes. It plans for a difference that matters; put into it
 * the difference that was just seen, and it only says the p-value again (Hoenig, Heisey, "The Abuse of Power", The
 * American Statistician 55(1), 2001).
 *
 * <p>Assumes an estimate that is normal about the truth with a known standard error, hence large samples: of two arms
 * of 20 units it promises 0.885 where Student's t has 0.869, of two of 200 they are 0.0015 apart.
 *
 * <p>Source: Chow, Shao, Wang, "Sample Size Calculations in Clinical Research", 2nd edition 2008, section 3.2.1.
 *
 * @param confidence of the test, both sides together
 * @param wanted the chance of finding the difference if it is there, at least 0.5 and below 1; 0.8 is usual
 */
public record Power(Confidence confidence, double wanted) {
    public static final Power USUAL = new Power(Confidence.USUAL, 0.8);

    /** More than there is to be found anywhere. */
    private static final double MOST_UNITS = 1e15;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    public Power {
        if (!(wanted >= 0.5 && wanted < 1)) {
            throw new IllegalArgumentException("a wanted power is at least 0.5 and below 1, not " + wanted);
        }
    }

    /**
     * Of two arms: how far their units' numbers spread, and how the arms' sizes compare.
     *
     * @param treatmentPerControl units of the treatment for each of the control, above 0
     */
    public record Spread(double controlVariance, double treatmentVariance, double treatmentPerControl) {
        public Spread {
            var isFinite = Double.isFinite(controlVariance + treatmentVariance + treatmentPerControl);
            if (!isFinite || controlVariance < 0 || treatmentVariance < 0 || !(treatmentPerControl > 0)) {
                throw new IllegalArgumentException("arms do not spread by " + controlVariance + ", " + treatmentVariance
                        + " at " + treatmentPerControl);
            }
        }

        /** As two arms spread now; both have units. */
        public static Spread of(Summary control, Summary treatment) {
            return new Spread(control.variance(), treatment.variance(), (double) treatment.n() / control.n());
        }
    }

    /** The units that each arm needs. */
    public record Sizes(long control, long treatment) {
        public long total() {
            return control + treatment;
        }
    }

    /**
     * The same for each of several hypotheses that are corrected for together. It takes the share of Bonferroni, which
     * is what Holm's correction asks of the first to be found.
     */
    public Power overFamily(int hypotheses) {
        if (hypotheses < 1) {
            throw new IllegalArgumentException("a family has members, not " + hypotheses);
        }
        return new Power(new Confidence(confidence.alpha() / hypotheses), wanted);
    }

    /**
     * The chance that the test finds a true difference, on either side:
     * {@code Φ(|δ| / se − z_(α/2)) + Φ(−|δ| / se − z_(α/2))}.
     *
     * @param difference δ, in the unit of the estimate; of 0 the power is α
     * @param standardError of the estimate, above 0
     */
    public double ofDifference(double difference, double standardError) {
        var distance = Math.abs(difference) / positive(standardError);
        return NORMAL.cumulativeProbability(distance - confidence.z())
                + NORMAL.cumulativeProbability(-distance - confidence.z());
    }

    /**
     * The smallest difference that is found with the wanted power, the minimum detectable effect: {@code (z_(α/2) +
     * z_(1−power)) · se}. It leaves out the chance of a finding on the wrong side, 0.000001 for 80 % at 5 %.
     *
     * @param standardError of the estimate, above 0
     * @return in the unit of the estimate, above 0
     */
    public double detectable(double standardError) {
        return reach() * positive(standardError);
    }

    /**
     * The same as a part of the control's figure, which is taken for known. Too little: a control that is not clearly
     * apart from 0, as for an {@link Effect}, since nothing is a part of nothing.
     *
     * @param standardError of the absolute difference
     */
    public Finding<Double> detectableRelative(double standardError, Figure control) {
        return control.isClearOfZero()
                ? Finding.found(detectable(standardError) / Math.abs(control.value()))
                : Finding.tooLittle("control is not clearly apart from 0, so that a share of it says nothing");
    }

    /**
     * How many units it takes to find a difference of means with the wanted power: {@code n_control = (z_(α/2) +
     * z_(1−power))² (σ²_control + σ²_treatment / k) / δ²}, and k times that of the treatment.
     *
     * @param difference δ, not 0
     * @return rounded up; too little: nothing varies, or nobody has so many units
     */
    public Finding<Sizes> sizes(double difference, Spread spread) {
        var k = spread.treatmentPerControl();
        var standardised = reach() / notZero(difference);
        var control = standardised * standardised * (spread.controlVariance() + spread.treatmentVariance() / k);
        if (control == 0) {
            return Finding.tooLittle("nothing varies");
        }
        if (!(control * Math.max(1, k) < MOST_UNITS)) {
            return Finding.tooLittle("the difference is too small ever to be found");
        }
        return Finding.found(new Sizes((long) Math.ceil(control), (long) Math.ceil(control * k)));
    }

    /**
     * How many times the present units it takes to find a difference with the wanted power, since a standard error
     * shrinks with the root of the units: {@code ((z_(α/2) + z_(1−power)) · se / δ)²}. So it serves every estimate,
     * ratios and quantiles too, as long as the arms keep their proportion.
     *
     * @param difference δ, not 0
     * @param standardError of the present estimate, above 0
     * @return above 0; at most 1 if there are enough already
     */
    public double growth(double difference, double standardError) {
        var times = reach() * positive(standardError) / notZero(difference);
        return times * times;
    }

    private double reach() {
        return confidence.z() + NORMAL.inverseCumulativeProbability(wanted);
    }

    private static double positive(double standardError) {
        if (!(standardError > 0) || Double.isInfinite(standardError)) {
            throw new IllegalArgumentException("no estimate has the standard error " + standardError);
        }
        return standardError;
    }

    private static double notZero(double difference) {
        if (!(Math.abs(difference) > 0) || Double.isInfinite(difference)) {
            throw new IllegalArgumentException("nobody can find a difference of " + difference);
        }
        return difference;
    }
}
