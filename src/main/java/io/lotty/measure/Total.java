package io.lotty.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A sum, exact, and over how many events or subjects it goes.
 */
public record Total(BigDecimal sum, long n) {
    public static final Total NOTHING = new Total(BigDecimal.ZERO, 0);

    /** A quotient keeps 20 digits, which is more than a double can tell apart. */
    private static final MathContext QUOTIENT = new MathContext(20, RoundingMode.HALF_EVEN);

    /** The sum divided by the number; empty of none. */
    public Optional<BigDecimal> mean() {
        return quotient(sum, BigDecimal.valueOf(n));
    }

    /** Empty where there is nothing to divide by. */
    static Optional<BigDecimal> quotient(BigDecimal dividend, BigDecimal divisor) {
        return divisor.signum() == 0 ? Optional.empty() : Optional.of(dividend.divide(divisor, QUOTIENT));
    }
}
