package io.lotty.measure;

import java.util.ArrayList;
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

    Hour plus(Hour other) {
        var sums = new ArrayList<Tally>(tallies.size());
        for (int i = 0; i < tallies.size(); i++) {
            sums.add(tallies.get(i).plus(other.tallies.get(i)));
        }
        return new Hour(exposures + other.exposures, events + other.events, waiting + other.waiting, sums);
    }
}
