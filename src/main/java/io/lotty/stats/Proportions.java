package io.lotty.stats;

/**
 * Intervals for proportions of few subjects, or near 0 or 1, where those of {@link MeanEffect} are off: they never leave the
 * range of what a proportion, or a difference of two, can be, and exist also where all or none of the subjects are ones.
 *
 * <p>The field judges proportions as means of 0 and 1, with the same z as other metrics ({@link MeanEffect} of
 * {@link Summary#ofProportion}), and so do reports: these are for what stands beside a single variant, and for small counts.
 */
public final class Proportions {
    private Proportions() {}

    /**
     * Wilson's score interval of one proportion: {@code (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)}.
     *
     * <p>Source: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22(158), 1927.
     *
     * @return too little of no subjects
     */
    public static Finding<Interval> wilson(Count count, Confidence confidence) {
        if (count.n() == 0) {
            return Finding.tooLittle("there are no subjects");
        }
        var z = confidence.z();
        var share = count.share();
        var weight = z * z / count.n();
        var middle = share + weight / 2;
        var reach = z * Math.sqrt((share * (1 - share) + weight / 4) / count.n());
        // At the ends the bounds are 0 and 1 in exact arithmetic.
        var low = count.ones() == 0 ? 0 : Math.max(0, (middle - reach) / (1 + weight));
        var high = count.ones() == count.n() ? 1 : Math.min(1, (middle + reach) / (1 + weight));
        return Finding.found(new Interval(low, high));
    }

    /**
     * Newcombe's hybrid score interval of the difference treatment − control: from the Wilson intervals (l, u) of both, {@code
     * d − √((t − lₜ)² + (u_c − c)²)} to {@code d + √((uₜ − t)² + (c − l_c)²)}.
     *
     * <p>Source: Newcombe, "Interval Estimation for the Difference Between Independent Proportions: Comparison of Eleven
     * Methods", Statistics in Medicine 17, 1998, method 10.
     *
     * @return too little where a variant has no subjects
     */
    public static Finding<Interval> newcombe(Count control, Count treatment, Confidence confidence) {
        return Finding.both(
                wilson(control, confidence),
                wilson(treatment, confidence),
                (c, t) -> Finding.found(hybrid(control.share(), c, treatment.share(), t)));
    }

    private static Interval hybrid(double control, Interval ofControl, double treatment, Interval ofTreatment) {
        var difference = treatment - control;
        return new Interval(
                difference - StrictMath.hypot(treatment - ofTreatment.low(), ofControl.high() - control),
                difference + StrictMath.hypot(ofTreatment.high() - treatment, control - ofControl.low()));
    }

    /**
     * How many of how many.
     *
     * @param n the number of subjects
     * @param ones how many of them are 1
     */
    public record Count(long n, long ones) {
        public Count {
            if (ones < 0 || ones > n) {
                throw new IllegalArgumentException(ones + " of " + n + " is no proportion");
            }
        }

        double share() {
            return (double) ones / n;
        }
    }
}
