package io.lotty.stats;

/**
 * What a variant does to a metric, against control.
 *
 * @param control the control's figure
 * @param treatment the other variant's
 * @param absolute treatment − control, in the metric's unit
 * @param relative (treatment − control) / |control|, a share: 0.05 is "5 % more"; too little where the control's figure is
 *     not clearly apart from 0, so that a share of it says nothing
 */
public record Effect(Figure control, Figure treatment, Estimate absolute, Finding<Estimate> relative) {
    /**
     * How many standard errors the control's figure must be from 0 for a relative difference: 3, where the chance that it is
     * on the other side is about 1 in 1,000. Below z of the interval's own confidence the exact (Fieller's) interval is
     * unbounded; there, and somewhat above, the delta method would print a bounded one that is too short. Source: Fieller,
     * "Some Problems in Interval Estimation", JRSS B 16(2), 1954.
     */
    static final int CLEAR = 3;

    /**
     * Compares two figures that are independent of each other.
     *
     * <p>The absolute difference has the variance {@code Var(T) + Var(C)}. The relative difference {@code T/C − 1} has, by the
     * delta method, the variance {@code Var(T)/C² + T² Var(C)/C⁴}. It is divided by |C|, so that more is positive for
     * negative metrics too.
     *
     * <p>Source: Deng, Knoblich, Lu, "Applying the Delta Method in Metric Analytics: A Practical Guide with Novel Ideas", KDD
     * 2018, section 2.2.
     *
     * @return too little where neither figure varies
     */
    public static Finding<Effect> between(Figure control, Figure treatment) {
        var variance = control.variance() + treatment.variance();
        if (variance == 0) {
            return Finding.tooLittle("nothing varies in either variant");
        }
        var absolute =
                new Estimate(treatment.value() - control.value(), Math.sqrt(variance), control.n() + treatment.n());
        return Finding.found(new Effect(control, treatment, absolute, relative(control, treatment, absolute)));
    }

    private static Finding<Estimate> relative(Figure control, Figure treatment, Estimate absolute) {
        if (!control.isClearOfZero()) {
            return Finding.tooLittle("control is not clearly apart from 0, so that a share of it says nothing");
        }
        var base = Math.abs(control.value());
        var share = treatment.value() / base;
        var variance = treatment.variance() / base / base + share * share * (control.variance() / base / base);
        if (variance == 0) {
            return Finding.tooLittle(
                    "the other variant is 0 throughout, so that a relative difference has no error to tell");
        }
        return Finding.found(new Estimate(absolute.value() / base, Math.sqrt(variance), absolute.n()));
    }
}
