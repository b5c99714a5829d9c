package io.lotty.measure;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The single numbers of quantiles by their rank, wherever they are kept. */
public interface Ordered {
    /**
     * Which number is asked for.
     *
     * @param rank from 1 to the number of numbers in that spot
     */
    record Place(Spot spot, int gauge, long rank) {}

    /** All of them at once, because a question may be a round trip. */
    Map<Place, BigDecimal> at(Collection<Place> places);

    /** Those that the cells hold themselves. */
    static Ordered within(Cells cells) {
        return places -> {
            Map<Spot, Map<Integer, Sorted>> sorted = new HashMap<>();
            Map<Place, BigDecimal> found = new HashMap<>();
            for (var place : places) {
                var numbers = sorted.computeIfAbsent(place.spot(), any -> new HashMap<>())
                        .computeIfAbsent(
                                place.gauge(),
                                gauge -> new Sorted(cells.at(place.spot()).numbers(gauge)));
                found.put(place, numbers.at(place.rank()));
            }
            return found;
        };
    }
}
