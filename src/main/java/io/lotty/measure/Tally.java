package io.lotty.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What some events of one subject add to a metric.
 *
 * @param n how many count
 * @param total what they add
 * @param belowN how many count for what a ratio divides by, and {@code below} what they add to that
 * @param numbers each by itself, for a quantile of events; else empty
 */
public record Tally(long n, BigDecimal total, long belowN, BigDecimal below, List<BigDecimal> numbers) {
    public static final Tally NOTHING = new Tally(0, BigDecimal.ZERO, 0, BigDecimal.ZERO, List.of());

    public Tally {
        numbers = List.copyOf(numbers);
    }

    Tally withAmount(BigDecimal amount) {
        return new Tally(n + 1, total.add(amount), belowN, below, numbers);
    }

    Tally withNumber(BigDecimal number) {
        return new Tally(n + 1, total.add(number), belowN, below, both(numbers, List.of(number)));
    }

    Tally withBelow(BigDecimal amount) {
        return new Tally(n, total, belowN + 1, below.add(amount), numbers);
    }

    Tally plus(Tally other) {
        if (this == NOTHING) {
            return other;
        }
        return other == NOTHING
                ? this
                : new Tally(
                        n + other.n,
                        total.add(other.total),
                        belowN + other.belowN,
                        below.add(other.below),
                        both(numbers, other.numbers));
    }

    private static List<BigDecimal> both(List<BigDecimal> some, List<BigDecimal> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return some.isEmpty() ? more : some;
        }
        var all = new ArrayList<BigDecimal>(some.size() + more.size());
        all.addAll(some);
        all.addAll(more);
        return all;
    }
}
