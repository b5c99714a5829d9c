package io.lotty.report;

import io.lotty.measure.Measure;
import io.lotty.metric.Definition;
import io.lotty.stats.Effect;
import io.lotty.stats.Figure;
import io.lotty.stats.Finding;
import io.lotty.stats.MeanEffect;
import io.lotty.stats.PairSums;
import io.lotty.stats.Quantile;
import io.lotty.stats.RatioEffect;
import io.lotty.stats.Sums;

/** Comparing a metric of two variants: from what their subjects add up to, to the difference and its error. */
final class Comparing {
    /** Of fewer subjects than this, differences of ratios and quantiles are far from normal. */
    static final int FEWEST_SUBJECTS = 30;

    /**
     * How many subjects with an event, and how many without, must be expected in each variant if both are alike: Cochran,
     * "Some Methods for Strengthening the Common χ² Tests", Biometrics 10(4), 1954; z² is χ² of the table of four cells.
     */
    static final int LEAST_EXPECTED = 5;

    private Comparing() {}

    /** Too little: where a variant has too few subjects, nothing varies, or there is nothing to divide by. */
    static Finding<Comparison> of(Definition metric, Measure control, Measure variant) {
        var compared = Compared.of(metric);
        return figure(control)
                .then(base -> figure(variant).then(figure -> Effect.between(base, figure)))
                .then(effect -> compared == Compared.PROPORTION ? withEvents(effect) : Finding.found(effect))
                .map(effect -> new Comparison(metric, compared.method(), effect));
    }

    private static Finding<Figure> figure(Measure measure) {
        return switch (measure) {
            case Measure.Sum(var _, Sums subjects) -> MeanEffect.figure(subjects.summary());
            case Measure.Mean(Sums subjects) -> MeanEffect.figure(subjects.summary());
            case Measure.Ratio(PairSums subjects, var _) ->
                enough(subjects.n()).then(_ -> RatioEffect.figure(subjects.summary()));
            case Measure.Quantile quantile ->
                quantile.figure()
                        .map(Quantile::figure)
                        .then(figure -> enough(figure.n()).map(_ -> figure));
        };
    }

    private static Finding<Long> enough(long subjects) {
        return subjects < FEWEST_SUBJECTS
                ? Finding.tooLittle("a variant has fewer than " + FEWEST_SUBJECTS + " subjects")
                : Finding.found(subjects);
    }

    private static Finding<Effect> withEvents(Effect effect) {
        var control = effect.control();
        var variant = effect.treatment();
        var ones = Math.round(control.value() * control.n()) + Math.round(variant.value() * variant.n());
        var units = control.n() + variant.n();
        var expected = (double) Math.min(control.n(), variant.n()) * Math.min(ones, units - ones) / units;
        return expected < LEAST_EXPECTED
                ? Finding.tooLittle("in a variant fewer than " + LEAST_EXPECTED
                        + " subjects are expected with an event, or fewer than " + LEAST_EXPECTED + " without")
                : Finding.found(effect);
    }
}
