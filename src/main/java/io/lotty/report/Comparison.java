package io.lotty.report;

import io.lotty.metric.Better;
import io.lotty.metric.Definition;
import io.lotty.stats.Confidence;
import io.lotty.stats.ConfidenceSequence;
import io.lotty.stats.Direction;
import io.lotty.stats.Effect;
import io.lotty.stats.Finding;
import io.lotty.stats.FixedHorizon;
import io.lotty.stats.Inference;
import io.lotty.stats.MeanEffect;

/**
 * What a variant does to a metric, against control, and how sure that is; {@link Comparing} makes it. Differences are
 * variant − control in the unit of the figure that is compared, relative ones shares of the control's figure.
 */
public record Comparison(Definition metric, Method method, Effect effect) {
    /** Of all intervals. */
    public static final Confidence CONFIDENCE = Confidence.USUAL;

    private static final ConfidenceSequence SEQUENCE = ConfidenceSequence.usual(CONFIDENCE);

    public Compared compared() {
        return Compared.of(metric);
    }

    /** The absolute difference, for those who look once. */
    public Inference atOneLook() {
        return method == Method.WELCH_T
                ? MeanEffect.welch(effect, CONFIDENCE)
                : FixedHorizon.normal(effect.absolute(), CONFIDENCE);
    }

    /** The relative difference, for those who look once. */
    public Finding<Inference> relativeAtOneLook() {
        return effect.relative().map(relative -> FixedHorizon.normal(relative, CONFIDENCE));
    }

    /** The absolute difference, for those who look as often as they like. */
    public Finding<Inference> atEveryLook() {
        return effect.settled().map(settled -> SEQUENCE.at(settled.absolute()));
    }

    /** The relative difference, for those who look as often as they like. */
    public Finding<Inference> relativeAtEveryLook() {
        return effect.settled().then(Effect::relative).map(SEQUENCE::at);
    }

    public Finding<Belief> belief() {
        return effect.relative().map(relative -> Belief.of(relative, direction()));
    }

    /** Whether the variant's figure is on the wrong side of the control's, by chance or not. */
    public boolean isWorse() {
        return gain() < 0;
    }

    /** By how much the variant's figure is better than the control's; below 0 where it is worse. */
    double gain() {
        return direction() == Direction.HIGHER_IS_BETTER
                ? effect.absolute().value()
                : -effect.absolute().value();
    }

    private Direction direction() {
        return metric.better() == Better.HIGHER ? Direction.HIGHER_IS_BETTER : Direction.LOWER_IS_BETTER;
    }
}
