package io.lotty.decision;

import io.lotty.experiment.ConflictDomain;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who holds, or may take, each conflict domain of a group, for one subject.
 *
 * @param holders by domain
 * @param candidates those that the subject could enter, in the order in which they were asked
 */
record Settlement(Map<ConflictDomain, ExperimentPlan> holders, List<ConflictGroup.Candidate> candidates) {
    /** Who keeps the experiment from the subject; empty when nobody does. */
    Optional<ExperimentPlan> winnerOver(ExperimentPlan experiment) {
        for (var domain : ConflictGroup.domains(experiment)) {
            var holder = holders.get(domain);
            if (holder != null && holder != experiment) {
                return Optional.of(holder);
            }
        }
        return Optional.empty();
    }
}
