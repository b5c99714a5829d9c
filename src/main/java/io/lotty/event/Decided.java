package io.lotty.event;

import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.SubjectHash;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import java.util.Optional;

/**
 * What a decision id says about its decision.
 *
 * @param experimentVersion 0 where no experiment decided
 * @param variant present exactly where an experiment decided
 */
public record Decided(
        DecisionTag tag,
        FlagKey flag,
        Optional<ExperimentId> experiment,
        int experimentVersion,
        Optional<VariantName> variant,
        String reason,
        SubjectHash subject) {
    /** The reason of a decision that an experiment's assignment made, and nobody forced. */
    public static final String ASSIGNED = "assigned";

    public Decided {
        if (experiment.isPresent() != variant.isPresent()) {
            throw new IllegalArgumentException("experiment and variant come together");
        }
    }

    /** The experiment whose reports are about this decision: what an override forced is left out. */
    public Optional<ExperimentId> reported() {
        return reason.equals(ASSIGNED) ? experiment : Optional.empty();
    }

    public boolean isAbout(SubjectId id) {
        return subject.equals(SubjectHash.of(id));
    }
}
