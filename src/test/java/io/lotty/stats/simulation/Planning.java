package io.lotty.stats.simulation;

import io.lotty.stats.FixedHorizon;
import io.lotty.stats.MeanEffect;
import io.lotty.stats.Power;
import java.util.List;
import java.util.random.RandomGenerator;

/** Experiments of the planned size: is the planned difference found as often as was promised? */
final class Planning implements Scenario {
    private static final int EXPERIMENTS = 10_000;
    private static final double RATE = 0.1;
    private static final double BETTER_RATE = 0.115;
    private static final double TREATMENT_PER_CONTROL = 0.5;

    @Override
    public List<Row> play(Trials trials) {
        var spread = new Power.Spread(variance(RATE), variance(BETTER_RATE), TREATMENT_PER_CONTROL);
        var sizes = Power.USUAL.sizes(BETTER_RATE - RATE, spread).value().orElseThrow();
        var found = trials.shares("planning", EXPERIMENTS, random -> new boolean[] {isFound(sizes, random)});
        return List.of(Row.near(
                "10 %% against 11.5 %% of %,d and %,d: found".formatted(sizes.control(), sizes.treatment()),
                Power.USUAL.wanted(),
                TOLERANCE,
                found.of(0)));
    }

    private static boolean isFound(Power.Sizes sizes, RandomGenerator random) {
        var control = new Running();
        var treatment = new Running();
        for (var i = 0; i < sizes.control(); i++) {
            control.add(random.nextDouble() < RATE ? 1 : 0);
        }
        for (var i = 0; i < sizes.treatment(); i++) {
            treatment.add(random.nextDouble() < BETTER_RATE ? 1 : 0);
        }
        var effect =
                MeanEffect.of(control.summary(), treatment.summary()).value().orElseThrow();
        return FixedHorizon.normal(effect.absolute(), CONFIDENCE).p() <= ALPHA;
    }

    private static double variance(double rate) {
        return rate * (1 - rate);
    }
}
