package io.lotty.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in sentences. */
final class Spelling {
    private static final MathContext DIGITS = new MathContext(3);
    private static final double SMALLEST = 1e-6;

    private Spelling() {}

    static String number(double number) {
        var spelt = BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros();
        return spelt.toPlainString();
    }

    static String percent(double share) {
        return number(share * 100) + " %";
    }

    static String p(double p) {
        return p < SMALLEST ? "p < 0.000001" : "p = " + number(p);
    }
}
