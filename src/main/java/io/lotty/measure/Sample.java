package io.lotty.measure;

import io.lotty.id.VariantName;
import io.lotty.stats.PairSums;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Some subjects of each variant, of whom is asked how events hang together: the first ones by their hash, which is as good as
 * drawn by chance. A subject with several variants counts for the first of the design.
 */
public final class Sample {
    /** Of each variant: the error of the standard error that they give is a few percent. */
    public static final int SUBJECTS = 5_000;

    private final Scope scope;
    private final Map<VariantName, List<Stay>> stays = new HashMap<>();

    public Sample(Scope scope) {
        this.scope = scope;
    }

    /** Of a subject whose hash is not before the last one's; whoever comes when there are enough is left out. */
    public void add(Trace trace) {
        scope.variants().stream()
                .filter(trace.stays()::containsKey)
                .findFirst()
                .ifPresent(variant ->
                        add(variant, Objects.requireNonNull(trace.stays().get(variant))));
    }

    private void add(VariantName variant, Stay stay) {
        var some = stays.computeIfAbsent(variant, any -> new ArrayList<>());
        if (some.size() < SUBJECTS) {
            some.add(stay);
        }
    }

    /** Of subjects that have numbers: x is how many are at or below the limit, y how many there are. */
    PairSums below(VariantName variant, int gauge, BigDecimal limit) {
        var sums = PairSums.NOTHING;
        for (var stay : stays.getOrDefault(variant, List.of())) {
            long below = 0;
            long all = 0;
            for (var hour : stay.hours().values()) {
                for (var number : hour.tallies().get(gauge).numbers()) {
                    below += number.compareTo(limit) <= 0 ? 1 : 0;
                    all++;
                }
            }
            sums = all == 0 ? sums : sums.plus(pair(below, all));
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
