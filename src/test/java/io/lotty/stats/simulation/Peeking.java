package io.lotty.stats.simulation;

import io.lotty.stats.ConfidenceSequence;
import io.lotty.stats.Effect;
import io.lotty.stats.Estimate;
import io.lotty.stats.Finding;
import io.lotty.stats.FixedHorizon;
import io.lotty.stats.MeanEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Two equal variants, looked at twenty times: how often is something found that is not there? Also where the treatment
 * is shown to few, as in the first steps of a ramp.
 */
final class Peeking implements Scenario {
    private static final int LOOKS = 20;
    private static final ToDoubleFunction<RandomGenerator> REVENUE = Revenue.USUAL::next;
    private static final ToDoubleFunction<RandomGenerator> RATE = new Rate(0.1)::next;
    private static final ToDoubleFunction<RandomGenerator> RARE = new Rate(0.02)::next;

    private static final List<Plan> PLANS = List.of(
            new Plan("revenue", REVENUE, 0.5, 1_000, 10_000),
            new Plan("10 % rate", RATE, 0.5, 1_000, 10_000),
            new Plan("2 % rate", RARE, 0.5, 1_000, 5_000),
            new Plan("revenue, 1 of 10 treated", REVENUE, 0.1, 1_000, 5_000),
            new Plan("revenue, 1 of 100 treated", REVENUE, 0.01, 5_000, 2_000),
            new Plan("2 % rate, 1 of 10 treated", RARE, 0.1, 1_000, 5_000),
            new Plan("2 % rate, 1 of 100 treated", RARE, 0.01, 5_000, 2_000));

    private static final int ALWAYS_VALID = 0;
    private static final int ALWAYS_VALID_RELATIVE = 1;
    private static final int ONE_LOOK = 2;
    private static final int ANY_LOOK = 3;

    private final ConfidenceSequence sequence = ConfidenceSequence.usual(CONFIDENCE);

    /** Subjects of whom a share does it. */
    private record Rate(double share) {
        double next(RandomGenerator random) {
            return random.nextDouble() < share ? 1 : 0;
        }
    }

    /**
     * @param metric of a subject
     * @param treated the treatment's part of the subjects
     */
    private record Plan(
            String name,
            ToDoubleFunction<RandomGenerator> metric,
            double treated,
            int subjectsALook,
            int experiments) {}

    @Override
    public List<Row> play(Trials trials) {
        var rows = new ArrayList<Row>();
        for (var plan : PLANS) {
            var shares = trials.shares(plan.name(), plan.experiments(), random -> experiment(plan, random));
            var what = "A/A %s, %d looks of %,d: ".formatted(plan.name(), LOOKS, plan.subjectsALook());
            rows.add(Row.atMost(what + "always-valid p ≤ 5 % at any", ALPHA, shares.of(ALWAYS_VALID)));
            rows.add(Row.atMost(what + "the same, relative", ALPHA, shares.of(ALWAYS_VALID_RELATIVE)));
            if (plan.treated() == 0.5) {
                rows.add(Row.near(what + "p ≤ 5 % at the last alone", ALPHA, TOLERANCE, shares.of(ONE_LOOK)));
                rows.add(Row.information(what + "p for one look ≤ 5 % at any", shares.of(ANY_LOOK)));
            }
        }
        return rows;
    }

    private boolean[] experiment(Plan plan, RandomGenerator random) {
        var control = new Running();
        var treatment = new Running();
        var happened = new boolean[4];
        for (var look = 0; look < LOOKS; look++) {
            for (var i = 0; i < plan.subjectsALook(); i++) {
                var arm = random.nextDouble() < plan.treated() ? treatment : control;
                arm.add(plan.metric().applyAsDouble(random));
            }
            var effect = MeanEffect.of(control.summary(), treatment.summary());
            var settled = effect.then(Effect::settled).value();
            happened[ALWAYS_VALID] |= isFoundBySequence(settled.map(Effect::absolute));
            happened[ALWAYS_VALID_RELATIVE] |=
                    isFoundBySequence(settled.map(Effect::relative).flatMap(Finding::value));
            happened[ONE_LOOK] = effect.value()
                    .map(Effect::absolute)
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
