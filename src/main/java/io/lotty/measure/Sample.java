package io.lotty.measure;

import io.lotty.id.VariantName;
import io.lotty.stats.PairSums;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Some subjects of each variant, of whom is asked how events hang together: the first ones by their hash who have
 * numbers, which is as good as drawn by chance. A subject with several variants counts for the first of the design.
 */
public final class Sample {
    /** Of each variant: the standard error that they give is itself off by about 1 % where subjects are alike. */
    public static final int SUBJECTS = 5_000;

    private final Scope scope;
    private final Map<VariantName, List<Numbers>> subjects = new HashMap<>();

    /**
     * What one subject adds to quantiles of events.
     *
     * @param byGauge of those that need it, the others are absent
     */
    public record Numbers(Map<Integer, List<BigDecimal>> byGauge) {
        public Numbers {
            byGauge = Map.copyOf(byGauge);
        }

        boolean isEmpty() {
            return byGauge.values().stream().allMatch(List::isEmpty);
        }
    }

    public Sample(Scope scope) {
        this.scope = scope;
    }

    /** Of a subject whose hash is not before the last one's; whoever comes when there are enough is left out. */
    public void add(Trace trace) {
        variant(scope, trace).ifPresent(variant -> {
            if (hasRoom(variant)) {
                var numbers = numbers(scope, trace);
                if (!numbers.isEmpty()) {
                    add(variant, numbers);
                }
            }
        });
    }

    public void add(VariantName variant, Numbers numbers) {
        if (hasRoom(variant)) {
            subjects.computeIfAbsent(variant, any -> new ArrayList<>()).add(numbers);
        }
    }

    private boolean hasRoom(VariantName variant) {
        return subjects.getOrDefault(variant, List.of()).size() < SUBJECTS;
    }

    /** The one for which a subject counts; empty of one that has none. */
    public static Optional<VariantName> variant(Scope scope, Trace trace) {
        return scope.variants().stream().filter(trace.stays()::containsKey).findFirst();
    }

    /** What it adds under that variant. */
    public static Numbers numbers(Scope scope, Trace trace) {
        var hours = variant(scope, trace)
                .map(variant -> Objects.requireNonNull(trace.stays().get(variant))
                        .hours()
                        .values())
                .orElseGet(List::of);
        Map<Integer, List<BigDecimal>> byGauge = new HashMap<>();
        for (int i = 0; i < scope.gauges().size(); i++) {
            int gauge = i;
            if (scope.gauges().get(gauge).needsSample()) {
                var numbers = hours.stream()
                        .flatMap(hour -> hour.tallies().get(gauge).numbers().stream())
                        .toList();
                byGauge.put(gauge, numbers);
            }
        }
        return new Numbers(byGauge);
    }

    /** Of subjects that have numbers: x is how many are at or below the limit, y how many there are. */
    PairSums below(VariantName variant, int gauge, BigDecimal limit) {
        var sums = PairSums.NOTHING;
        for (var subject : subjects.getOrDefault(variant, List.of())) {
            var numbers = subject.byGauge().getOrDefault(gauge, List.of());
            if (!numbers.isEmpty()) {
                long below = numbers.stream()
                        .filter(number -> number.compareTo(limit) <= 0)
                        .count();
                sums = sums.plus(pair(below, numbers.size()));
            }
        }
        return sums;
    }

    private static PairSums pair(long x, long y) {
        return new PairSums(
                1,
                BigDecimal.valueOf(x),
                BigDecimal.valueOf(y),
                BigDecimal.valueOf(x * x),
                BigDecimal.valueOf(y * y),
                BigDecimal.valueOf(x * y));
    }
}
