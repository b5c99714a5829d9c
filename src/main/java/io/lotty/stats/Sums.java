package io.lotty.stats;

import java.math.BigDecimal;

/**
 * The exact sums of one number per unit. They add up in any order and any grouping to the same: reports are made of them,
 * so that a report does not depend on the order in which its events came.
 *
 * @param n the number of units
 * @param sum of their numbers
 * @param sumOfSquares of their numbers
 */
public record Sums(long n, BigDecimal sum, BigDecimal sumOfSquares) {
    public static final Sums NOTHING = new Sums(0, BigDecimal.ZERO, BigDecimal.ZERO);

    public Sums {
        if (n < 0 || sumOfSquares.signum() < 0) {
            throw new IllegalArgumentException("no units have the sums " + n + ", " + sum + ", " + sumOfSquares);
        }
        if (n == 0 && (sum.signum() != 0 || sumOfSquares.signum() != 0)) {
            throw new IllegalArgumentException("nothing sums to " + sum + ", " + sumOfSquares);
        }
    }

    public Sums plus(Sums other) {
        return new Sums(n + other.n, sum.add(other.sum), sumOfSquares.add(other.sumOfSquares));
    }

    public Summary summary() {
        return Summary.of(n, sum, sumOfSquares);
    }
}
