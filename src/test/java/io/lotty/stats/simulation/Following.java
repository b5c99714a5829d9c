package io.lotty.stats.simulation;

import io.lotty.stats.ConfidenceSequence;
import io.lotty.stats.Effect;
import io.lotty.stats.Finding;
import io.lotty.stats.MeanEffect;
import java.util.List;
import java.util.random.RandomGenerator;

/** A true effect on revenue, looked at twenty times, in arms of unequal size: do all intervals of its life hold it? */
final class Following implements Scenario {
    private static final int EXPERIMENTS = 5_000;
    private static final int LOOKS = 20;
    private static final int CONTROLS_A_LOOK = 700;
    private static final int TREATMENTS_A_LOOK = 300;
    private static final Revenue TREATMENT = new Revenue(0.11, 1.1);

    private static final double ABSOLUTE = TREATMENT.mean() - Revenue.USUAL.mean();
    private static final double RELATIVE = ABSOLUTE / Revenue.USUAL.mean();

    private final ConfidenceSequence sequence = ConfidenceSequence.usual(CONFIDENCE);

    @Override
    public List<Row> play(Trials trials) {
        var shares = trials.shares("following", EXPERIMENTS, this::experiment);
        var least = CONFIDENCE.level();
        return List.of(
                Row.atLeast("revenue: all 20 sequential intervals hold the difference", least, shares.of(0)),
                Row.atLeast("revenue: all 20 sequential intervals hold the relative difference", least, shares.of(1)));
    }

    private boolean[] experiment(RandomGenerator random) {
        var control = new Running();
        var treatment = new Running();
        var holds = new boolean[] {true, true};
        for (var look = 0; look < LOOKS; look++) {
            for (var i = 0; i < CONTROLS_A_LOOK; i++) {
                control.add(Revenue.USUAL.next(random));
            }
            for (var i = 0; i < TREATMENTS_A_LOOK; i++) {
                treatment.add(TREATMENT.next(random));
            }
            var effect = MeanEffect.of(control.summary(), treatment.summary())
                    .then(Effect::settled)
                    .value();
            holds[0] &= effect.map(Effect::absolute)
                    .map(estimate -> sequence.at(estimate).interval().holds(ABSOLUTE))
                    .orElse(true);
            holds[1] &= effect.map(Effect::relative)
                    .flatMap(Finding::value)
                    .map(estimate -> sequence.at(estimate).interval().holds(RELATIVE))
                    .orElse(true);
        }
        return holds;
    }
}
