package io.lotty.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Means and (co)variances out of exact sums. Everything is exact up to one division, which keeps 50 digits, and is then
 * rounded to the nearest double: the difference of two nearly equal sums loses nothing.
 */
final class Moments {
    private static final MathContext QUOTIENT = new MathContext(50, RoundingMode.HALF_EVEN);

    private Moments() {}

    /** {@code Σx / n}; 0 of no units. */
    static double mean(long n, BigDecimal sum) {
        return n == 0 ? 0 : sum.divide(BigDecimal.valueOf(n), QUOTIENT).doubleValue();
    }

    /**
     * {@code (nΣxy − ΣxΣy) / (n(n − 1))}, the unbiased sample covariance; with y = x the variance. 0 of fewer than two
     * units.
     */
    static double covariance(long n, BigDecimal sumX, BigDecimal sumY, BigDecimal sumOfProducts) {
        if (n < 2) {
            return 0;
        }
        var units = BigDecimal.valueOf(n);
        var scaled = units.multiply(sumOfProducts).subtract(sumX.multiply(sumY));
        return scaled.divide(units.multiply(BigDecimal.valueOf(n - 1)), QUOTIENT)
                .doubleValue();
    }
}
