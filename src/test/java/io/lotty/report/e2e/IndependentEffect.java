package io.lotty.report.e2e;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference between two variants as textbooks write it, at one look and with the confidence 0.95: Welch's t for means per
 * exposed subject (of counts and sums too), the normal distribution for the others, the delta method for ratios, the outer
 * interval for quantiles, and the delta method for what is relative. Of nothing and of what does not vary it is not a number.
 *
 * @param relative of the size of the control's figure; its interval by the normal distribution
 */
record IndependentEffect(
        Figure control,
        Figure treatment,
        double absolute,
        double standardError,
        double low,
        double high,
        double pValue,
        double relative,
        double relativeStandardError,
        double relativeLow,
        double relativeHigh) {
    private static final double ALPHA = 0.05;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double Z = NORMAL.inverseSurvivalProbability(ALPHA / 2);

    /**
     * What is compared of a variant.
     *
     * @param variance of the value
     * @param n subjects
     */
    record Figure(double value, double variance, long n) {
        /** By three standard errors, or nothing is said relative to it. */
        boolean isClearOfZero() {
            return Math.abs(value) > 3 * Math.sqrt(variance);
        }
    }

    static IndependentEffect of(ShopMetric metric, IndependentReport control, IndependentReport treatment) {
        return switch (metric) {
            case CLICKS, REVENUE, REVENUE_CAPPED, REVENUE_OF_LARGE, SPENT_BY_SUBJECT, SPENT_BY_SUBJECT_CAPPED -> {
                var c = mean(metric, control);
                var t = mean(metric, treatment);
                var degrees = Math.pow(c.variance + t.variance, 2)
                        / (Math.pow(c.variance, 2) / (c.n - 1) + Math.pow(t.variance, 2) / (t.n - 1));
                yield judged(c, t, degrees);
            }
            case CONVERTED_IN_A_DAY -> judged(mean(metric, control), mean(metric, treatment), Double.POSITIVE_INFINITY);
            case LATENCY_OF_EVENT, REVENUE_PER_CLICK ->
                judged(ratio(metric, control), ratio(metric, treatment), Double.POSITIVE_INFINITY);
            case LATENCY_OF_95 -> judged(quantile(control), quantile(treatment), Double.POSITIVE_INFINITY);
        };
    }

    /** The p-value of a sample-ratio mismatch. */
    static double sampleRatio(long[] observed, double[] weights) {
        var all = 0.0;
        var weight = 0.0;
        for (var i = 0; i < observed.length; i++) {
            all += observed[i];
            weight += weights[i];
        }
        var statistic = 0.0;
        for (var i = 0; i < observed.length; i++) {
            var expected = all * weights[i] / weight;
            statistic += (observed[i] - expected) * (observed[i] - expected) / expected;
        }
        return ChiSquaredDistribution.of(observed.length - 1).survivalProbability(statistic);
    }

    private static IndependentEffect judged(Figure control, Figure treatment, double degrees) {
        var absolute = treatment.value - control.value;
        var error = Math.sqrt(control.variance + treatment.variance);
        var many = Double.isInfinite(degrees);
        var reach = many ? Z : TDistribution.of(degrees).inverseSurvivalProbability(ALPHA / 2);
        var beyond = Math.abs(absolute) / error;
        var tail = many
                ? NORMAL.survivalProbability(beyond)
                : TDistribution.of(degrees).survivalProbability(beyond);
        var relative = absolute / Math.abs(control.value);
        var relativeError = Math.sqrt(treatment.variance / Math.pow(control.value, 2)
                + Math.pow(treatment.value, 2) * control.variance / Math.pow(control.value, 4));
        return new IndependentEffect(
                control,
                treatment,
                absolute,
                error,
                absolute - reach * error,
                absolute + reach * error,
                2 * tail,
                relative,
                relativeError,
                relative - Z * relativeError,
                relative + Z * relativeError);
    }

    private static Figure mean(ShopMetric metric, IndependentReport variant) {
        List<Double> totals = new ArrayList<>();
        for (var shopper : variant.exposed()) {
            totals.add(variant.total(metric, shopper).doubleValue());
        }
        return new Figure(mean(totals), covariance(totals, totals) / totals.size(), totals.size());
    }

    /** By Deng, Knoblich, Lu, KDD 2018, equation 6. */
    private static Figure ratio(ShopMetric metric, IndependentReport variant) {
        List<Double> above = new ArrayList<>();
        List<Double> below = new ArrayList<>();
        for (var shopper : variant.exposed()) {
            above.add(variant.total(metric, shopper).doubleValue());
            var dividing = metric == ShopMetric.REVENUE_PER_CLICK ? ShopMetric.CLICKS : metric;
            below.add((double) variant.numbers(dividing, shopper).size());
        }
        return ratio(above, below);
    }

    private static Figure ratio(List<Double> above, List<Double> below) {
        var n = above.size();
        var ratio = mean(above) / mean(below);
        var variance = (covariance(above, above)
                        - 2 * ratio * covariance(above, below)
                        + ratio * ratio * covariance(below, below))
                / n
                / Math.pow(mean(below), 2);
        return new Figure(ratio, variance, n);
    }

    /**
     * By the same paper, section 4: how the share of events at or below the quantile varies says between which ranks it lies, and
     * the numbers there how far it reaches; per rank, so that their being whole does no harm. Over subjects that have events.
     */
    private static Figure quantile(IndependentReport variant) {
        var numbers = variant.numbers(ShopMetric.LATENCY_OF_95);
        var value = IndependentReport.quantile(numbers).orElse(Double.NaN);
        List<Double> belowIt = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (var shopper : variant.exposed()) {
            var below = 0;
            var own = variant.numbers(ShopMetric.LATENCY_OF_95, shopper);
            for (var number : own) {
                if (number.doubleValue() <= value) {
                    below++;
                }
            }
            if (!own.isEmpty()) {
                belowIt.add((double) below);
                all.add((double) own.size());
            }
        }
        var n = numbers.size();
        var spread = n * Math.sqrt(ratio(belowIt, all).variance);
        var low = (int) Math.floor(n * ShopMetric.QUANTILE - Z * spread);
        var high = (int) Math.ceil(n * ShopMetric.QUANTILE + Z * spread) + 1;
        var sorted =
                numbers.stream().mapToDouble(BigDecimal::doubleValue).sorted().toArray();
        if (low < 1 || high > n) {
            return new Figure(value, Double.NaN, belowIt.size());
        }
        var error = (sorted[high - 1] - sorted[low - 1]) / (high - low) * spread;
        return new Figure(value, error * error, belowIt.size());
    }

    private static double mean(List<Double> numbers) {
        var sum = 0.0;
        for (var number : numbers) {
            sum += number;
        }
        return sum / numbers.size();
    }

    private static double covariance(List<Double> xs, List<Double> ys) {
        var meanX = mean(xs);
        var meanY = mean(ys);
        var sum = 0.0;
        for (var i = 0; i < xs.size(); i++) {
            sum += (xs.get(i) - meanX) * (ys.get(i) - meanY);
        }
        return sum / (xs.size() - 1);
    }
}
