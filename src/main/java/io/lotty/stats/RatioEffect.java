package io.lotty.stats;

/**
 * The difference of two variants' ratios {@code Σx / Σy}, where x and y are both sums per subject: clicks per view, or
 * revenue per order. Events of one subject hang together, so that the subject is the unit, not the event.
 */
public final class RatioEffect {
    private RatioEffect() {}

    /**
     * The ratio {@code R = x̄ / ȳ}, and its variance by the delta method: {@code (s²ₓ − 2R sₓᵧ + R² s²ᵧ) / (n ȳ²)}.
     *
     * <p>Assumes that subjects are independent. Source: Deng, Knoblich, Lu, "Applying the Delta Method in Metric Analytics: A
     * Practical Guide with Novel Ideas", KDD 2018, section 3.2, equation 6; before that Cochran, "Sampling Techniques", 3rd
     * edition, 1977, section 6.4.
     *
     * @return too little of fewer than two subjects, and where the denominator's mean is not clearly apart from 0
     */
    public static Finding<Figure> figure(PairSummary variant) {
        if (variant.n() < 2) {
            return Finding.tooLittle("a variant has fewer than two subjects");
        }
        var denominator = new Figure(variant.meanY(), variant.varianceY() / variant.n(), variant.n());
        if (!denominator.isClearOfZero()) {
            return Finding.tooLittle("the denominator is not clearly apart from 0");
        }
        var ratio = variant.meanX() / variant.meanY();
        var variance = variant.varianceOfDifference(ratio) / variant.n() / (variant.meanY() * variant.meanY());
        return Finding.found(new Figure(ratio, variance, variant.n()));
    }

    /**
     * The absolute and the relative difference of the two ratios.
     *
     * @return too little where one of the ratios is, or nothing varies in either variant
     */
    public static Finding<Effect> of(PairSummary control, PairSummary treatment) {
        return Finding.both(figure(control), figure(treatment), Effect::between);
    }
}
