package io.lotty.report.e2e;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** What a report says of an effect beyond one look at one metric, as its methods are written: never as they are computed. */
record IndependentJudgement(IndependentEffect effect) {
    private static final double ALPHA = 0.05;
    private static final double NARROWEST_AT = 10_000;
    private static final double PRIOR_VARIANCE = 0.3 * 0.3;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** An interval and a p-value that hold at every look. */
    record Sequential(double low, double high, double pValue) {}

    /** Whether one may look again and again: enough subjects in the smaller variant, and far enough from 0 for them. */
    boolean isSettled() {
        var control = effect.control();
        var treatment = effect.treatment();
        double fewest = Math.min(control.n(), treatment.n());
        double all = control.n() + treatment.n();
        var together = (control.value() * control.n() + treatment.value() * treatment.n()) / all;
        var ofOne = (ofOne(control) * control.n() + ofOne(treatment) * treatment.n()) / all;
        return fewest >= 100 && Math.abs(together) >= 5 * Math.sqrt(ofOne / fewest);
    }

    /** The variance of what one subject adds. */
    private static double ofOne(IndependentEffect.Figure figure) {
        return figure.variance() * figure.n();
    }

    Sequential absolute() {
        return sequential(effect.absolute(), effect.standardError());
    }

    Sequential relative() {
        return sequential(effect.relative(), effect.relativeStandardError());
    }

    /** By Waudby-Smith et al. 2024, equations 9 and 155, with both variants as large as the smaller one. */
    private Sequential sequential(double value, double error) {
        var n = 2 * Math.min(effect.control().n(), effect.treatment().n());
        var u = n * tuning() / NARROWEST_AT;
        var reach = error * Math.sqrt(2 * (u + 1) / u * Math.log(Math.sqrt(u + 1) / ALPHA));
        var mixture = Math.exp(u / (u + 1) * Math.pow(value / error, 2) / 2) / Math.sqrt(u + 1);
        return new Sequential(value - reach, value + reach, Math.min(1, 1 / mixture));
    }

    /** Where the width has its minimum, by bisection: u = ln(u + 1) - 2 ln α. */
    private static double tuning() {
        var low = 0.0;
        var high = 100.0;
        for (var i = 0; i < 100; i++) {
            var middle = (low + high) / 2;
            if (middle < Math.log(middle + 1) - 2 * Math.log(ALPHA)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    double chanceToBeatControl(boolean lessIsBetter) {
        return NORMAL.cumulativeProbability(gain(lessIsBetter) / deviation());
    }

    /** The mean of what is lost, which is 0 where there is a gain. */
    double expectedLoss(boolean lessIsBetter) {
        var z = gain(lessIsBetter) / deviation();
        return deviation() * (NORMAL.density(z) - z * NORMAL.survivalProbability(z));
    }

    /** The mean is drawn to 0 by the share that the prior's variance has of both. */
    private double gain(boolean lessIsBetter) {
        var gain = effect.relative() * shrinkage();
        return lessIsBetter ? -gain : gain;
    }

    private double deviation() {
        return effect.relativeStandardError() * Math.sqrt(shrinkage());
    }

    private double shrinkage() {
        return PRIOR_VARIANCE / (PRIOR_VARIANCE + Math.pow(effect.relativeStandardError(), 2));
    }

    /** Holm's adjusted p-value of one of the family: the largest of those that are rejected before it. */
    static double holm(double p, List<Double> family) {
        var largest = 0.0;
        for (var other : family) {
            if (other <= p) {
                var notBefore = family.stream().filter(one -> one >= other).count();
                largest = Math.max(largest, Math.min(1, notBefore * other));
            }
        }
        return largest;
    }

    /** Benjamini and Hochberg's: the smallest of those that are rejected with it or after it. */
    static double benjaminiHochberg(double p, List<Double> family) {
        var smallest = 1.0;
        for (var other : family) {
            if (other >= p) {
                var rank = family.stream().filter(one -> one <= other).count();
                smallest = Math.min(smallest, family.size() * other / rank);
            }
        }
        return smallest;
    }
}
