package io.lotty.stats;

import java.math.BigDecimal;

/**
 * The exact sums of two numbers per unit, x and y; see {@link Sums}.
 *
 * @param n the number of units
 * @param xx the sum of the squares of x, {@code yy} of y, {@code xy} of the products
 */
public record PairSums(long n, BigDecimal x, BigDecimal y, BigDecimal xx, BigDecimal yy, BigDecimal xy) {
    public static final PairSums NOTHING =
            new PairSums(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    public PairSums {
        if (n < 0 || xx.signum() < 0 || yy.signum() < 0) {
            throw new IllegalArgumentException("no units have the sums " + n + ", " + xx + ", " + yy);
        }
    }

    public PairSums plus(PairSums other) {
        return new PairSums(
                n + other.n, x.add(other.x), y.add(other.y), xx.add(other.xx), yy.add(other.yy), xy.add(other.xy));
    }

    public PairSummary summary() {
        return PairSummary.of(this);
    }
}
