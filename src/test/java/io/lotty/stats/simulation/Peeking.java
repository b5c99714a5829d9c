package io.lotty.stats.simulation;

import io.lotty.stats.ConfidenceSequence;
import io.lotty.stats.Effect;
import io.lotty.stats.Estimate;
import io.lotty.stats.Finding;
import io.lotty.stats.FixedHorizon;
import io.lotty.stats.MeanEffect;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** Two equal variants, looked at twenty times: how often is something found that is not there? */
final class Peeking implements Scenario {
    private static final int EXPERIMENTS = 10_000;
    private static final int LOOKS = 20;
    private static final int SUBJECTS_A_LOOK = 500;

    private static final int ALWAYS_VALID = 0;
    private static final int ALWAYS_VALID_RELATIVE = 1;
    private static final int ONE_LOOK = 2;
    private static final int ANY_LOOK = 3;

    private final ConfidenceSequence sequence = ConfidenceSequence.usual(CONFIDENCE);

    @Override
    public List<Row> play(Trials trials) {
        var shares = trials.shares("peeking", EXPERIMENTS, this::revenues);
        var rates = trials.shares("rate", EXPERIMENTS, this::rates);
        return List.of(
                Row.atMost("A/A revenue, 20 looks: always-valid p ≤ 5 % at any", ALPHA, shares.of(ALWAYS_VALID)),
                Row.atMost(
                        "A/A revenue, 20 looks: the same of the relative difference",
                        ALPHA,
                        shares.of(ALWAYS_VALID_RELATIVE)),
                Row.near("A/A revenue, the last look alone: p ≤ 5 %", ALPHA, TOLERANCE, shares.of(ONE_LOOK)),
                Row.information("A/A revenue, 20 looks: p for one look ≤ 5 % at any", shares.of(ANY_LOOK)),
                Row.atMost("A/A rate, 20 looks: always-valid p ≤ 5 % at any", ALPHA, rates.of(ALWAYS_VALID)),
                Row.near("A/A rate, the last look alone: p ≤ 5 %", ALPHA, TOLERANCE, rates.of(ONE_LOOK)),
                Row.information("A/A rate, 20 looks: p for one look ≤ 5 % at any", rates.of(ANY_LOOK)));
    }

    private boolean[] revenues(RandomGenerator random) {
        return looked(() -> Revenue.USUAL.next(random));
    }

    private boolean[] rates(RandomGenerator random) {
        return looked(() -> random.nextDouble() < 0.1 ? 1 : 0);
    }

    private boolean[] looked(DoubleSupplier subjects) {
        var control = new Running();
        var treatment = new Running();
        var happened = new boolean[4];
        for (var look = 0; look < LOOKS; look++) {
            for (var i = 0; i < SUBJECTS_A_LOOK; i++) {
                control.add(subjects.getAsDouble());
                treatment.add(subjects.getAsDouble());
            }
            var effect = MeanEffect.of(control.summary(), treatment.summary()).value();
            happened[ALWAYS_VALID] |= isFoundBySequence(effect.map(Effect::absolute));
            happened[ALWAYS_VALID_RELATIVE] |=
                    isFoundBySequence(effect.map(Effect::relative).flatMap(Finding::value));
            happened[ONE_LOOK] = effect.map(Effect::absolute)
                    .filter(estimate ->
                            FixedHorizon.normal(estimate, CONFIDENCE).p() <= ALPHA)
                    .isPresent();
            happened[ANY_LOOK] |= happened[ONE_LOOK];
        }
        return happened;
    }

    private boolean isFoundBySequence(Optional<Estimate> estimate) {
        return estimate.filter(found -> sequence.at(found).p() <= ALPHA).isPresent();
    }
}
