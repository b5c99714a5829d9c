package io.lotty.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All sums of one spot, or by how much they change. Grows by one subject at a time, in any order; what is added and taken back
 * leaves nothing. For one thread.
 */
public final class Cell {
    private Presence presence = Presence.NONE;
    private final List<Addends> addends;
    private final List<Map<BigDecimal, Long>> numbers;

    Cell(int gauges) {
        addends = new ArrayList<>(Collections.nCopies(gauges, Addends.NOTHING));
        numbers = new ArrayList<>(Collections.nCopies(gauges, Map.of()));
    }

    /**
     * Who was there, whatever is measured.
     *
     * @param subjects that are exposed
     * @param waiting of the events, those that wait for their exposure
     */
    public record Presence(long subjects, long exposures, long events, long waiting) {
        public static final Presence NONE = new Presence(0, 0, 0, 0);

        Presence plus(Presence other) {
            return new Presence(
                    subjects + other.subjects,
                    exposures + other.exposures,
                    events + other.events,
                    waiting + other.waiting);
        }
    }

    /**
     * Adds a subject, or takes it back.
     *
     * @param past by gauge; empty where nobody asks
     * @param sign 1 or -1
     */
    void add(List<Gauge> gauges, Hour done, List<BigDecimal> past, int sign) {
        boolean isExposed = done.exposures() > 0;
        addPresence(new Presence(
                isExposed ? sign : 0, sign * done.exposures(), sign * done.events(), sign * done.waiting()));
        for (int i = 0; i < gauges.size(); i++) {
            var tally = done.tallies().get(i);
            var added = Addends.of(gauges.get(i), tally, isExposed, past.isEmpty() ? BigDecimal.ZERO : past.get(i));
            addAddends(i, sign > 0 ? added : added.negated());
            if (gauges.get(i).isQuantile()) {
                addNumbers(i, numbers(gauges.get(i), tally, isExposed), sign);
            }
        }
    }

    private static List<BigDecimal> numbers(Gauge gauge, Tally tally, boolean isExposed) {
        if (!gauge.isOfSubjects()) {
            return tally.numbers();
        }
        return isExposed && gauge.includes(tally.n())
                ? List.of(Exact.of(gauge.ofSubject(tally.n(), tally.total())))
                : List.of();
    }

    private void addNumbers(int gauge, List<BigDecimal> added, int sign) {
        added.forEach(number -> addNumber(gauge, number, sign));
    }

    public void addPresence(Presence more) {
        presence = presence.plus(more);
    }

    public void addAddends(int gauge, Addends more) {
        addends.set(gauge, addends.get(gauge).plus(more));
    }

    public void addNumber(int gauge, BigDecimal number, long times) {
        if (numbers.get(gauge).isEmpty()) {
            numbers.set(gauge, new HashMap<>());
        }
        numbers.get(gauge).merge(number, times, (one, other) -> one + other == 0 ? null : one + other);
    }

    public Presence presence() {
        return presence;
    }

    public Addends addends(int gauge) {
        return addends.get(gauge);
    }

    /** How often each number is there; of quantiles only. */
    public Map<BigDecimal, Long> numbers(int gauge) {
        return Collections.unmodifiableMap(numbers.get(gauge));
    }
}
