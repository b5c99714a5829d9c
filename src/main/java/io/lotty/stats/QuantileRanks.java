package io.lotty.stats;

import io.lotty.stats.Finding.Found;
import io.lotty.stats.Finding.TooLittle;

/**
 * Which of a variant's sorted numbers tell its quantile, and how sure that is. It takes two questions to the data: first how
 * the events at or below the quantile are spread over subjects, which gives these ranks; then the numbers that stand there.
 *
 * <p>Ranks start at 1. The quantile stands at {@code rank}, the first whose share of all is {@code p} or more (SQL's {@code
 * percentile_disc}); its interval goes from the number at {@code low} to the one at {@code high}.
 *
 * @param subjects the number of independent units
 * @param events how many numbers there are
 * @param spread the standard error of the number of events at or below the quantile
 */
public record QuantileRanks(long low, long rank, long high, long subjects, long events, double spread) {
    public QuantileRanks {
        if (low < 1 || low > rank || rank > high || high > events || !(spread > 0)) {
            throw new IllegalArgumentException("no ranks: " + low + ", " + rank + ", " + high + " of " + events);
        }
    }

    /**
     * The ranks for a quantile of events, of which a subject has several that are alike. The share of events at or below the
     * quantile is a ratio metric, {@code ΣI / ΣN}, with the variance σ² that {@link RatioEffect#figure} gives; independent
     * events would have {@code p (1 − p) / n}. The ranks are {@code ⌊n (p − zσ)⌋} and {@code ⌈n (p + zσ)⌉ + 1}: the "outer"
     * interval.
     *
     * <p>Source: Deng, Knoblich, Lu, "Applying the Delta Method in Metric Analytics: A Practical Guide with Novel Ideas", KDD
     * 2018, section 4 (outer interval with ranks that are corrected beforehand).
     *
     * @param p above 0 and below 1: 0.95 for the 95th percentile
     * @param perSubject x is the number of a subject's events at or below the variant's quantile, y of all its events
     * @return too little where the ranks would be beyond the ends, or nothing varies
     */
    public static Finding<QuantileRanks> of(double p, PairSums perSubject, Confidence confidence) {
        return of(p, perSubject, perSubject.n(), perSubject.y().longValueExact(), confidence);
    }

    /**
     * The same where only some subjects were looked at, drawn by chance: the variance that they show is taken for that of all,
     * and is smaller for all of them by as much as they are more.
     *
     * @param some of those that were looked at, x and y as above
     * @param subjects all that there are, {@code events} of theirs
     */
    public static Finding<QuantileRanks> of(
            double p, PairSums some, long subjects, long events, Confidence confidence) {
        requireShare(p);
        return switch (RatioEffect.figure(some.summary())) {
            case Found<Figure>(var share) -> {
                var variance = share.variance() * some.n() / subjects;
                yield around(p, events, subjects, events * Math.sqrt(variance), confidence);
            }
            case TooLittle<Figure> _ -> Finding.tooLittle("the events are of too few subjects");
        };
    }

    /**
     * The ranks for a quantile over independent units: of one number per subject. It is the same with one event each, save that
     * {@code p (1 − p) / n} needs no look at the data.
     *
     * <p>Source: David, Nagaraja, "Order Statistics", 3rd edition, 2003, section 7.1.
     *
     * @param n the number of subjects
     */
    public static Finding<QuantileRanks> ofUnits(double p, long n, Confidence confidence) {
        requireShare(p);
        return n < 2
                ? Finding.tooLittle("a variant has fewer than two subjects")
                : around(p, n, n, Math.sqrt(n * p * (1 - p)), confidence);
    }

    private static Finding<QuantileRanks> around(
            double p, long events, long subjects, double spread, Confidence confidence) {
        if (spread == 0) {
            return Finding.tooLittle("nothing varies between subjects");
        }
        var middle = events * p;
        var reach = confidence.z() * spread;
        var low = (long) Math.floor(middle - reach);
        var high = (long) Math.ceil(middle + reach) + 1;
        if (low < 1 || high > events) {
            return Finding.tooLittle("there are too few events for this quantile");
        }
        var rank = Math.clamp((long) Math.ceil(middle), low, high);
        return Finding.found(new QuantileRanks(low, rank, high, subjects, events, spread));
    }

    private static void requireShare(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("a quantile is above 0 and below 1, not " + p);
        }
    }

    /**
     * The quantile with its interval and its standard error: {@code (X(high) − X(low)) / (high − low) · spread}. That is the
     * paper's {@code (X(U) − X(L)) / 2z}, but for what rounding to whole ranks makes of the width; with few events the rounding
     * would make the standard error a few percent too large.
     *
     * @param atLow the number at rank {@code low}
     * @param value the quantile: at {@code rank}, or interpolated next to it
     * @param atHigh the number at rank {@code high}
     * @return too little where all numbers around the quantile are the same
     */
    public Finding<Quantile> read(double atLow, double value, double atHigh) {
        if (!(atLow <= value && value <= atHigh)) {
            throw new IllegalArgumentException("not in order: " + atLow + ", " + value + ", " + atHigh);
        }
        if (atLow == atHigh) {
            return Finding.tooLittle("all numbers around the quantile are the same");
        }
        var standardError = (atHigh - atLow) / (high - low) * spread;
        return Finding.found(
                new Quantile(new Figure(value, standardError * standardError, subjects), new Interval(atLow, atHigh)));
    }
}
