package io.lotty.stats;

/** The difference of two variants' quantiles; {@link QuantileRanks} finds those. */
public final class QuantileEffect {
    private QuantileEffect() {}

    /**
     * The absolute and the relative difference of the two quantiles, each with its own standard error.
     *
     * <p>Source: Deng, Knoblich, Lu, KDD 2018, sections 2.2 and 4.
     */
    public static Finding<Effect> of(Quantile control, Quantile treatment) {
        return Effect.between(control.figure(), treatment.figure());
    }
}
