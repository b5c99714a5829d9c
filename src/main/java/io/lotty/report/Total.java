package io.lotty.report;

import java.math.BigDecimal;

/**
 * A sum, exact, and over how many events or subjects it goes.
 */
public record Total(BigDecimal sum, long n) {
    public static final Total NOTHING = new Total(BigDecimal.ZERO, 0);
}
