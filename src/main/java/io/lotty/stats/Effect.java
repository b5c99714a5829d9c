package io.lotty.stats;

/**
 * What a variant does to a metric, against control.
 *
 * @param control the control's figure
 * @param treatment the other variant's
 * @param absolute treatment − control, in the metric's unit
 * @param relative (treatment − control) / |control|, a share: 0.05 is "5 % more"; too little where the control's figure
 *     is not clearly apart from 0, so that a share of it says nothing
 */
public record Effect(Figure control, Figure treatment, Estimate absolute, Finding<Estimate> relative) {
    /**
     * How many standard errors the control's figure must be from 0 for a relative difference: 3, where the chance that
     * it is on the other side is about 1 in 1,000. Below z of the interval's own confidence the exact (Fieller's)
     * interval is unbounded; there, and somewhat above, the delta method would print a bounded one that is too short.
     * Source: Fieller, "Some Problems in Interval Estimation", JRSS B 16(2), 1954.
     */
    static final int CLEAR = 3;

    /** Of each variant, before it may be looked at again and again; see {@link #settled}. */
    static final int FEWEST_UNITS = 100;

    /** How many standard errors its figure must be from 0 for that. */
    static final int SETTLED = 5;

    /**
     * Compares two figures that are independent of each other.
     *
     * <p>The absolute difference has the variance {@code Var(T) + Var(C)}. The relative difference {@code T/C − 1} has,
     * by the delta method, the variance {@code Var(T)/C² + T² Var(C)/C⁴}. It is divided by |C|, so that more is
     * positive for negative metrics too.
     *
     * <p>Source: Deng, Knoblich, Lu, "Applying the Delta Method in Metric Analytics: A Practical Guide with Novel
     * Ideas", KDD 2018, section 2.2.
     *
     * <p>A variant in which nothing varies, as none of 40 subjects bought anything, is not therefore certain: it is
     * taken to vary as the other does. So 0 of 40 says next to nothing against 5 %, and 0 of 10,000 says it all.
     *
     * @return too little where neither figure varies
     */
    public static Finding<Effect> between(Figure control, Figure treatment) {
        var variance = spread(control, treatment) / control.n() + spread(treatment, control) / treatment.n();
        if (variance == 0) {
            return Finding.tooLittle("nothing varies in either variant");
        }
        var units = 2 * Math.min(control.n(), treatment.n());
        var absolute = new Estimate(treatment.value() - control.value(), Math.sqrt(variance), units);
        return Finding.found(new Effect(control, treatment, absolute, relative(control, treatment, absolute)));
    }

    /**
     * This effect, if it may be looked at again and again: if the smaller variant has at least {@value #FEWEST_UNITS}
     * units, and so many that its figure would be {@value #SETTLED} standard errors from 0 if it were like both
     * variants together. Of less, such as the first purchases of a variant that one subject of a hundred sees,
     * differences are far from normal; who looks often would find one that is not there. The rule was found by
     * simulation, see {@code infrastructure/simulate}. A metric whose figure is near 0 by nature is never settled.
     */
    public Finding<Effect> settled() {
        var fewest = Math.min(control.n(), treatment.n());
        if (fewest < FEWEST_UNITS) {
            return Finding.tooLittle("a variant has fewer than " + FEWEST_UNITS + " subjects");
        }
        double units = control.n() + treatment.n();
        var value = (control.value() * control.n() + treatment.value() * treatment.n()) / units;
        var spread = (spread(control, treatment) * control.n() + spread(treatment, control) * treatment.n()) / units;
        return value * value * fewest >= SETTLED * SETTLED * spread
                ? Finding.found(this)
                : Finding.tooLittle("the smaller variant has seen too little yet to be looked at again and again");
    }

    /** The variance of one unit; that of the other variant where nothing varies. */
    private static double spread(Figure own, Figure other) {
        return own.variance() > 0 ? own.variance() * own.n() : other.variance() * other.n();
    }

    private static Finding<Estimate> relative(Figure control, Figure treatment, Estimate absolute) {
        if (!control.isClearOfZero()) {
            return Finding.tooLittle("control is not clearly apart from 0, so that a share of it says nothing");
        }
        var base = Math.abs(control.value());
        var share = treatment.value() / base;
        var ofTreatment = spread(treatment, control) / treatment.n();
        var ofControl = spread(control, treatment) / control.n();
        var variance = ofTreatment / base / base + share * share * (ofControl / base / base);
        return Finding.found(new Estimate(absolute.value() / base, Math.sqrt(variance), absolute.n()));
    }
}
