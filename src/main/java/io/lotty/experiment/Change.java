package io.lotty.experiment;

import java.util.List;
import java.util.Optional;

/**
 * A change that is about to be saved, all of it or nothing.
 *
 * @param name for the audit log: {@code experiment.start}
 * @param after the experiment as it will be, still with the revision that was read
 * @param happenings what the change consists of, in order
 * @param rules the review rules that it was decided under, and without which it does not hold
 */
public record Change(String name, Experiment after, List<Happening> happenings, Optional<RulesRevision> rules) {
    public Change {
        happenings = List.copyOf(happenings);
    }

    static Change of(String verb, Experiment after, Happening... happenings) {
        return new Change("experiment." + verb, after, List.of(happenings), Optional.empty());
    }

    static Change moved(Action action, Experiment before, Experiment after, String comment) {
        return of(action.text(), after, new Happening.Moved(action, before.status(), after.status(), comment));
    }

    Change under(ReviewRule rule) {
        return new Change(name, after, happenings, Optional.of(rule.revision()));
    }
}
