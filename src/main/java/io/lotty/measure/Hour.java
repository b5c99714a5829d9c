package io.lotty.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What one subject did in an hour, or in several of them.
 *
 * @param events all of them
 * @param waiting those of a type that requires an exposure, whose decision was not seen yet
 * @param tallies one for each gauge, in order
 */
public record Hour(long exposures, long events, long waiting, List<Tally> tallies) {
    public Hour {
        tallies = List.copyOf(tallies);
    }

    /** Of at least one. */
    static Hour sum(Collection<Hour> hours) {
        long exposures = 0;
        long events = 0;
        long waiting = 0;
        for (var hour : hours) {
            exposures += hour.exposures;
            events += hour.events;
            waiting += hour.waiting;
        }
        var sums = new ArrayList<Tally>();
        for (int i = 0; i < hours.iterator().next().tallies.size(); i++) {
            int gauge = i;
            sums.add(Tally.sum(
                    hours.stream().map(hour -> hour.tallies.get(gauge)).toList()));
        }
        return new Hour(exposures, events, waiting, sums);
    }
}
