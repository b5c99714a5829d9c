package io.lotty.stats.simulation;

import io.lotty.stats.Effect;
import io.lotty.stats.Finding;
import io.lotty.stats.FixedHorizon;
import io.lotty.stats.Inference;
import io.lotty.stats.MeanEffect;
import io.lotty.stats.RatioEffect;
import java.util.List;
import java.util.random.RandomGenerator;

/** True effects on means, proportions and ratios: do 95 of 100 intervals hold them? */
final class Coverage implements Scenario {
    private static final int EXPERIMENTS = 10_000;
    private static final int SUBJECTS = 5_000;
    private static final int SUBJECTS_OF_RATIOS = 1_000;

    private static final Revenue TREATMENT = new Revenue(0.11, 1.1);
    private static final double RATE = 0.04;
    private static final double BETTER_RATE = 0.045;
    private static final Clicks CLICKS = new Clicks(1);
    private static final Clicks MORE_CLICKS = new Clicks(1.1);

    @Override
    public List<Row> play(Trials trials) {
        var level = CONFIDENCE.level();
        var means = trials.shares("means", EXPERIMENTS, Coverage::means);
        var rates = trials.shares("proportions", EXPERIMENTS, Coverage::proportions);
        var ratios = trials.shares("ratios", EXPERIMENTS, Coverage::ratios);
        return List.of(
                Row.near("revenue: intervals hold the difference", level, TOLERANCE, means.of(0)),
                Row.near("revenue: intervals hold the relative difference", level, TOLERANCE, means.of(1)),
                Row.near("proportion: intervals hold the difference", level, TOLERANCE, rates.of(0)),
                Row.near("proportion: intervals hold the relative difference", level, TOLERANCE, rates.of(1)),
                Row.near("clicks per view: intervals hold the difference", level, TOLERANCE, ratios.of(0)),
                Row.near("clicks per view: intervals hold the relative difference", level, TOLERANCE, ratios.of(1)));
    }

    private static boolean[] means(RandomGenerator random) {
        var control = new Running();
        var treatment = new Running();
        for (var i = 0; i < SUBJECTS; i++) {
            control.add(Revenue.USUAL.next(random));
            treatment.add(TREATMENT.next(random));
        }
        var effect = MeanEffect.of(control.summary(), treatment.summary());
        return holds(effect, Revenue.USUAL.mean(), TREATMENT.mean());
    }

    private static boolean[] proportions(RandomGenerator random) {
        var control = new Running();
        var treatment = new Running();
        for (var i = 0; i < SUBJECTS; i++) {
            control.add(random.nextDouble() < RATE ? 1 : 0);
            treatment.add(random.nextDouble() < BETTER_RATE ? 1 : 0);
        }
        return holds(MeanEffect.of(control.summary(), treatment.summary()), RATE, BETTER_RATE);
    }

    private static boolean[] ratios(RandomGenerator random) {
        var control = new Running();
        var treatment = new Running();
        for (var i = 0; i < SUBJECTS_OF_RATIOS; i++) {
            CLICKS.addNext(control, random);
            MORE_CLICKS.addNext(treatment, random);
        }
        var effect = RatioEffect.of(control.pair(), treatment.pair());
        return holds(effect, CLICKS.ratio(), MORE_CLICKS.ratio());
    }

    /** Whether the intervals of the absolute and of the relative difference hold the truth. */
    static boolean[] holds(Finding<Effect> finding, double control, double treatment) {
        var effect = finding.value().orElseThrow();
        var absolute = FixedHorizon.normal(effect.absolute(), CONFIDENCE);
        var relative = effect.relative()
                .value()
                .map(estimate -> FixedHorizon.normal(estimate, CONFIDENCE))
                .map(Inference::interval);
        return new boolean[] {
            absolute.interval().holds(treatment - control),
            relative.orElseThrow().holds((treatment - control) / Math.abs(control))
        };
    }
}
