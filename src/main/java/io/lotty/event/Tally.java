package io.lotty.event;

import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what answers say of duplicates and rejections. Of no more kinds than it has room for: beyond that it counts those
 * that are new to it without experiment and type. Belongs to one thread.
 */
public final class Tally {
    private static final Arrival.Duplicate DUPLICATE = new Arrival.Duplicate();

    private final int mostKinds;
    private Map<Arrival, Long> counts = new HashMap<>();

    public Tally(int mostKinds) {
        this.mostKinds = mostKinds;
    }

    /** Counts one batch, whose answer says so. Costs nothing when all of it is new. */
    public void count(List<Verdict> batch, Offer.Kept kept, Instant receivedAt) {
        if (kept.fresh().size() == batch.size()) {
            return;
        }
        var hour = Arrival.hourOf(receivedAt);
        var fresh = new BitSet(batch.size());
        kept.fresh().forEach(event -> fresh.set(event.index()));
        for (var verdict : batch) {
            switch (verdict) {
                case Verdict.Rejected rejected ->
                    add(new Arrival(rejected.about(), new Arrival.Rejected(rejected.code()), hour));
                case Verdict.Checked checked -> {
                    if (!fresh.get(checked.index())) {
                        var about = About.of(checked.type().key(), checked.decided());
                        add(new Arrival(about, DUPLICATE, hour));
                    }
                }
            }
        }
    }

    private void add(Arrival arrival) {
        var kind = isFull() && !counts.containsKey(arrival) ? arrival.anonymous() : arrival;
        counts.merge(kind, 1L, Long::sum);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** No room for further kinds. */
    public boolean isFull() {
        return counts.size() >= mostKinds;
    }

    /** What was counted since it was last taken. */
    public Map<Arrival, Long> take() {
        var taken = counts;
        counts = new HashMap<>();
        return taken;
    }
}
