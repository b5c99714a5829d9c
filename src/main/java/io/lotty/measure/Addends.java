package io.lotty.measure;

import io.lotty.metric.Unit;
import io.lotty.stats.PairSums;
import io.lotty.stats.Sums;
import java.math.BigDecimal;

/**
 * The sums that a gauge has in one spot. Which subjects they are over, and what x and y are of each, depends on the kind:
 *
 * <ul>
 *   <li>of counts, sums, means of subjects and proportions: all exposed subjects; x is what a subject adds, y what it added
 *       before the experiment (0 outside the whole time of a variant);
 *   <li>of ratios and means of events: subjects that are exposed or have such events; x and y are their parts of the ratio;
 *   <li>of quantiles: subjects that have a number.
 * </ul>
 *
 * @param n the number of events that count; of ratios, those that are divided by
 * @param units the number of subjects
 * @param total of all that counts, exposed or not; of counts and sums only
 */
public record Addends(
        long n, long units, BigDecimal total, BigDecimal x, BigDecimal y, BigDecimal xx, BigDecimal yy, BigDecimal xy) {
    private static final BigDecimal ZERO = BigDecimal.ZERO;
    public static final Addends NOTHING = new Addends(0, 0, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO);

    /**
     * What one subject adds.
     *
     * @param past 0 where nobody asks
     */
    static Addends of(Gauge gauge, Tally tally, boolean isExposed, BigDecimal past) {
        return switch (gauge.definition().kind()) {
            case COUNT, SUM -> {
                var amount = gauge.ofSubject(tally.n(), tally.total());
                yield isExposed
                        ? pair(tally.n(), amount, amount, past)
                        : new Addends(tally.n(), 0, amount, ZERO, ZERO, ZERO, ZERO, ZERO);
            }
            case MEAN ->
                gauge.definition().unit() == Unit.EVENT
                        ? ratio(gauge, tally, tally.n(), BigDecimal.valueOf(tally.n()), isExposed)
                        : ofSubject(gauge, tally, isExposed, past);
            case PROPORTION -> ofSubject(gauge, tally, isExposed, past);
            case RATIO -> ratio(gauge, tally, tally.belowN(), tally.below(), isExposed);
            case QUANTILE -> quantile(gauge, tally, isExposed);
        };
    }

    private static Addends ofSubject(Gauge gauge, Tally tally, boolean isExposed, BigDecimal past) {
        return isExposed ? pair(tally.n(), ZERO, gauge.ofSubject(tally.n(), tally.total()), past) : NOTHING;
    }

    private static Addends ratio(Gauge gauge, Tally tally, long n, BigDecimal below, boolean isExposed) {
        return isExposed || tally.n() > 0 || n > 0
                ? pair(n, ZERO, gauge.ofSubject(tally.n(), tally.total()), below)
                : NOTHING;
    }

    private static Addends quantile(Gauge gauge, Tally tally, boolean isExposed) {
        if (gauge.isOfSubjects()) {
            return isExposed && gauge.includes(tally.n())
                    ? new Addends(1, 1, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO)
                    : NOTHING;
        }
        return tally.n() > 0 ? new Addends(tally.n(), 1, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO) : NOTHING;
    }

    private static Addends pair(long n, BigDecimal total, BigDecimal x, BigDecimal y) {
        boolean isPlain = y.signum() == 0;
        return new Addends(
                n, 1, total, x, y, x.multiply(x), isPlain ? ZERO : y.multiply(y), isPlain ? ZERO : x.multiply(y));
    }

    Addends plus(Addends other) {
        if (other == NOTHING) {
            return this;
        }
        return this == NOTHING
                ? other
                : new Addends(
                        n + other.n,
                        units + other.units,
                        total.add(other.total),
                        x.add(other.x),
                        y.add(other.y),
                        xx.add(other.xx),
                        yy.add(other.yy),
                        xy.add(other.xy));
    }

    Addends negated() {
        return this == NOTHING
                ? this
                : new Addends(
                        -n, -units, total.negate(), x.negate(), y.negate(), xx.negate(), yy.negate(), xy.negate());
    }

    /** Whether it changes nothing: also what was added and taken back. */
    public boolean isNothing() {
        return n == 0
                && units == 0
                && total.signum() == 0
                && x.signum() == 0
                && y.signum() == 0
                && xx.signum() == 0
                && yy.signum() == 0
                && xy.signum() == 0;
    }

    Sums sums() {
        return new Sums(units, Exact.of(x), Exact.of(xx));
    }

    PairSums pairs() {
        return new PairSums(units, Exact.of(x), Exact.of(y), Exact.of(xx), Exact.of(yy), Exact.of(xy));
    }
}
