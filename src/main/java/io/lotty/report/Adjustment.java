package io.lotty.report;

import io.lotty.id.VariantName;
import io.lotty.metric.Definition;
import io.lotty.stats.Cuped;
import io.lotty.stats.Finding;
import io.lotty.stats.MeanEffect;
import io.lotty.stats.PairSums;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A comparison of means, adjusted by what subjects did before the experiment.
 *
 * @param theta how much of the metric goes with one unit of the past
 * @param correlation of metric and past, within variants
 * @param varianceReduction by which share the variance of the variants' means fell, all together
 */
public record Adjustment(Comparison comparison, double theta, double correlation, double varianceReduction) {
    /**
     * Of each variant, the control included, which compared with itself shows nothing.
     *
     * @param variants whose subjects are pooled for θ, in any order; who is not among the pasts has nobody
     */
    static Map<VariantName, Finding<Adjustment>> of(
            Definition metric, VariantName control, List<VariantName> variants, Map<VariantName, PairSums> pasts) {
        var pairs = variants.stream()
                .map(variant -> pasts.getOrDefault(variant, PairSums.NOTHING).summary())
                .toList();
        var adjustments = new HashMap<VariantName, Finding<Adjustment>>();
        var cuped = Cuped.of(pairs);
        for (var variant : variants) {
            adjustments.put(variant, of(metric, variants.indexOf(control), variants.indexOf(variant), cuped));
        }
        return adjustments;
    }

    private static Finding<Adjustment> of(Definition metric, int control, int variant, Cuped cuped) {
        return switch (cuped) {
            case Cuped.Unadjusted(var _, var why) -> Finding.tooLittle(why);
            case Cuped.Adjusted(var means, var theta, var correlation, var reduction) ->
                MeanEffect.of(means.get(control), means.get(variant))
                        .map(effect -> new Adjustment(
                                new Comparison(metric, Method.WELCH_T, effect), theta, correlation, reduction));
        };
    }
}
