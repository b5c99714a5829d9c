package io.lotty.stats.simulation;

import io.lotty.stats.Cuped;
import io.lotty.stats.FixedHorizon;
import io.lotty.stats.MeanEffect;
import io.lotty.stats.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Subjects with a past that goes with what they do now: does CUPED cut the variance of the effect by the squared
 * correlation?
 */
final class Past implements Scenario {
    private static final int EXPERIMENTS = 8_000;
    private static final int SUBJECTS = 500;
    private static final double EFFECT = 0.1;

    /**
     * So much larger the effect's variance is since θ is estimated: by 1 / (f − 2) of f degrees of freedom, if the past
     * is normal.
     */
    private static final double COST = 1.0 / (2 * SUBJECTS - 4);

    @Override
    public List<Row> play(Trials trials) {
        var rows = new ArrayList<Row>();
        for (var correlation : List.of(0.0, 0.3, 0.5, 0.7, 0.9)) {
            var figures = trials.figures("past" + correlation, EXPERIMENTS, random -> experiment(correlation, random));
            var cut = 1 - variance(figures, 1) / variance(figures, 0);
            var left = (1 - correlation * correlation) * (1 + COST);
            // the two effects correlate by √(1 − ρ²), so that their variances' ratio is known better than either
            var error = 2 * left * Math.sqrt((correlation * correlation + COST) / figures.length);
            rows.add(Row.figure(
                    "CUPED, correlation %.1f: variance of the effect cut by".formatted(correlation),
                    1 - left,
                    cut,
                    error,
                    figures.length));
            var held = Arrays.stream(figures).filter(figure -> figure[2] > 0).count();
            rows.add(Row.near(
                    "CUPED, correlation %.1f: intervals hold the difference".formatted(correlation),
                    CONFIDENCE.level(),
                    TOLERANCE,
                    new Shares.Share(held, figures.length)));
        }
        return rows;
    }

    /** The effect unadjusted, the effect adjusted, and 1 if the adjusted one's interval holds the truth. */
    private static double[] experiment(double correlation, RandomGenerator random) {
        var variants = List.of(new Running(), new Running());
        for (var i = 0; i < SUBJECTS; i++) {
            add(variants.get(0), 0, correlation, random);
            add(variants.get(1), EFFECT, correlation, random);
        }
        var pairs = variants.stream().map(Running::pair).toList();
        var adjusted = Cuped.of(pairs).variants();
        var estimate = MeanEffect.of(adjusted.get(0), adjusted.get(1))
                .value()
                .orElseThrow()
                .absolute();
        var isHeld = FixedHorizon.normal(estimate, CONFIDENCE).interval().holds(EFFECT);
        return new double[] {difference(pairs.get(0).x(), pairs.get(1).x()), estimate.value(), isHeld ? 1 : 0};
    }

    private static void add(Running variant, double effect, double correlation, RandomGenerator random) {
        var past = random.nextGaussian();
        var present = correlation * past + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
        variant.add(present + effect, past);
    }

    private static double difference(Summary control, Summary treatment) {
        return treatment.mean() - control.mean();
    }

    private static double variance(double[][] figures, int which) {
        return Summary.of(Arrays.stream(figures)
                        .mapToDouble(figure -> figure[which])
                        .toArray())
                .variance();
    }
}
