package io.lotty.stats;

/** What is believed of an effect before there are data. */
public sealed interface Prior {
    /**
     * For relative differences: normal about 0 with a standard deviation of 0.3. Two of three changes do less than 30 % either
     * way, 19 of 20 less than 60 %. With the data of a usual experiment it weighs next to nothing (at a standard error of 0.03
     * it draws the effect 1 % towards 0), and of few data it keeps a wild guess from looking like a find. It is the proper
     * prior that GrowthBook's documentation gives as its default ("Statistical details", normal with mean 0 and standard
     * deviation 0.3 on the lift).
     */
    Prior USUAL = new Normal(0, 0.3);

    /** Every effect is as likely as any other; the posterior is the likelihood. For differences in the metric's own unit. */
    record Flat() implements Prior {}

    /** In the unit of the effect it is for. */
    record Normal(double mean, double standardDeviation) implements Prior {
        public Normal {
            if (!Double.isFinite(mean) || !Double.isFinite(standardDeviation) || standardDeviation <= 0) {
                throw new IllegalArgumentException("no prior: " + mean + " ± " + standardDeviation);
            }
        }
    }
}
