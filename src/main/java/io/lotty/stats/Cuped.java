package io.lotty.stats;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Means that are adjusted by what was known of subjects before the experiment ("controlled-experiment using pre-experiment
 * data"). The adjustment leaves the effect as it is on average, and takes from its variance the share that the past explains.
 * What results are summaries like any other: {@link MeanEffect} compares them.
 */
public sealed interface Cuped {
    /** One for each variant, in the order given; where there is nothing to adjust by, as they were. */
    List<Summary> variants();

    /**
     * @param theta how much of the metric goes with one unit of the covariate: the slope θ
     * @param correlation of metric and covariate within variants, from −1 to 1
     * @param varianceReduction by which share the variance of the variants' means fell, all together; it is the squared
     *     correlation but for differences between variants, and can be a little below 0 where there is no correlation
     */
    record Adjusted(List<Summary> variants, double theta, double correlation, double varianceReduction)
            implements Cuped {}

    /** @param why a sentence for people, without a full stop */
    record Unadjusted(List<Summary> variants, String why) implements Cuped {}

    /**
     * Of fewer subjects than this θ is not adjusted by: that it is itself an estimate costs a share of about 1/n of the
     * variance, which the formula does not count.
     */
    int FEWEST_SUBJECTS = 30;

    /**
     * Adjusts the mean of each variant to {@code x̄ − θ (ȳ − ȳ_all)} and its variance to that of {@code x − θy}, {@code s²ₓ − 2θ
     * sₓᵧ + θ² s²ᵧ}. θ is one for all variants, pooled within them: {@code Σ(n − 1) sₓᵧ / Σ(n − 1) s²ᵧ}. So a variant's effect
     * does not enter θ, and the control is the same in all comparisons.
     *
     * <p>Assumes that the covariate was settled before assignment. A subject without a past has a covariate too, such as 0.
     * Source: Deng, Xu, Kohavi, Walker, "Improving the Sensitivity of Online Controlled Experiments by Utilizing Pre-Experiment
     * Data", WSDM 2013, section 3.2 (control variates); θ within variants is the slope of the analysis of covariance, Snedecor,
     * Cochran, "Statistical Methods", 6th edition, 1967, section 14.2.
     *
     * @param variants x is the metric during the experiment, y the covariate, such as the same metric before; one number each per
     *     subject
     */
    static Cuped of(List<PairSummary> variants) {
        var unadjusted = variants.stream().map(PairSummary::x).toList();
        var subjects = variants.stream().mapToLong(PairSummary::n).sum();
        if (subjects < FEWEST_SUBJECTS) {
            return new Unadjusted(unadjusted, "there are fewer than " + FEWEST_SUBJECTS + " subjects");
        }
        var metric = within(variants, PairSummary::varianceX);
        var covariate = within(variants, PairSummary::varianceY);
        if (covariate == 0) {
            return new Unadjusted(unadjusted, "before the experiment all subjects were alike");
        }
        if (metric == 0) {
            return new Unadjusted(unadjusted, "nothing varies in any variant");
        }
        var products = within(variants, PairSummary::covariance);
        var theta = products / covariate;
        var overall = variants.stream().mapToDouble(v -> v.n() * v.meanY()).sum() / subjects;
        var adjusted = variants.stream()
                .map(variant -> adjusted(variant, theta, overall))
                .toList();
        var correlation = products / (Math.sqrt(metric) * Math.sqrt(covariate));
        return new Adjusted(
                adjusted, theta, Math.clamp(correlation, -1, 1), 1 - variance(adjusted) / variance(unadjusted));
    }

    private static Summary adjusted(PairSummary variant, double theta, double overall) {
        return variant.n() == 0
                ? variant.x()
                : new Summary(
                        variant.n(),
                        variant.meanX() - theta * (variant.meanY() - overall),
                        variant.n() < 2 ? 0 : variant.varianceOfDifference(theta));
    }

    private static double within(List<PairSummary> variants, ToDoubleFunction<PairSummary> moment) {
        var sum = 0.0;
        for (var variant : variants) {
            sum += Math.max(0, variant.n() - 1) * moment.applyAsDouble(variant);
        }
        return sum;
    }

    private static double variance(List<Summary> variants) {
        var sum = 0.0;
        for (var variant : variants) {
            sum += variant.n() == 0 ? 0 : variant.varianceOfMean();
        }
        return sum;
    }
}
