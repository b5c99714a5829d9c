package io.lotty.measure.pg;

import java.math.BigDecimal;

/**
 * Bins of numbers, in their order: of each power of two 128, so that a bin holds about one in a thousand of what is spread over
 * some powers of ten.
 */
final class Bin {
    /** Of a double's bits: sign, 11 of the exponent, 7 of the fraction stay. */
    private static final int DROPPED_BITS = 45;

    private Bin() {}

    static int of(BigDecimal number) {
        long bits = Double.doubleToLongBits(Math.abs(number.doubleValue()));
        int bin = (int) (bits >>> DROPPED_BITS);
        return number.signum() < 0 ? -bin : bin;
    }
}
