package io.lotty.report;

import io.lotty.measure.Total;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of an experiment's events when they arrived, whenever they had occurred: those that came in the hours that the
 * window touches.
 *
 * @param rejected how many, by the code of the reason
 */
public record Arrivals(Delays accepted, long duplicates, Map<String, Long> rejected) {
    public static final Arrivals NONE = new Arrivals(new Delays(Map.of()), 0, Map.of());

    /** How many reasons {@link #top} names. */
    public static final int TOP = 5;

    public Arrivals {
        rejected = Map.copyOf(rejected);
    }

    /** Why events were rejected, and how many. */
    public record Reason(String code, long count) {}

    /** The most frequent reasons, the first of them first; alphabetically where they are even. */
    public List<Reason> top() {
        return rejected.entrySet().stream()
                .map(entry -> new Reason(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Reason::count).reversed().thenComparing(Reason::code))
                .limit(TOP)
                .toList();
    }

    public long rejections() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Of all that arrived, the share; empty when nothing did. */
    public Optional<BigDecimal> share(long count) {
        long received = accepted.n() + duplicates + rejections();
        return new Total(BigDecimal.valueOf(count), received).mean();
    }
}
