package io.lotty.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
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

    /** Several as one: in one go, because there may be very many numbers. */
    static Tally sum(Collection<Tally> tallies) {
        long n = 0;
        long belowN = 0;
        var total = BigDecimal.ZERO;
        var below = BigDecimal.ZERO;
        var numbers = new ArrayList<BigDecimal>();
        for (var tally : tallies) {
            if (tally != NOTHING) {
                n += tally.n;
                belowN += tally.belowN;
                total = total.add(tally.total);
                below = below.add(tally.below);
                numbers.addAll(tally.numbers);
            }
        }
        return n == 0 && belowN == 0 ? NOTHING : new Tally(n, total, belowN, below, numbers);
    }

    Tally withAmount(BigDecimal amount) {
        return new Tally(n + 1, total.add(amount), belowN, below, numbers);
    }

    /** Of nothing yet. */
    Tally withNumber(BigDecimal number) {
        return new Tally(n + 1, total.add(number), belowN, below, List.of(number));
    }

    Tally withBelow(BigDecimal amount) {
        return new Tally(n, total, belowN + 1, below.add(amount), numbers);
    }
}
