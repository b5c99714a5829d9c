package io.lotty.decision;

import io.lotty.experiment.Conflict;
import io.lotty.experiment.Salt;
import io.lotty.id.ExperimentId;
import io.lotty.targeting.Rule;
import java.util.List;
import java.util.Optional;

/**
 * What an edge is told of a live experiment.
 *
 * @param priority the larger wins where subjects or places are scarce
 * @param conflict with whom it must not share subjects
 * @param variants in the order of the design, which is the order of their ranges; never reordered while it runs
 * @param control the index of the control
 */
public record ExperimentTerms(
        ExperimentId id,
        int version,
        Serving serving,
        Salt salt,
        Rule targeting,
        boolean stickyRequiresTargeting,
        int priority,
        Optional<Conflict> conflict,
        List<VariantPlan> variants,
        int control) {
    public ExperimentTerms {
        variants = List.copyOf(variants);
        int share = variants.stream().mapToInt(VariantPlan::weight).reduce(0, Math::addExact);
        if (share < 1 || share > Bucketing.BUCKETS) {
            throw new IllegalArgumentException("the weights of experiment " + id + " sum to " + share + " millionths");
        }
        if (control < 0 || control >= variants.size()) {
            throw new IllegalArgumentException(
                    "experiment " + id + " has no variant " + control + " to be its control");
        }
    }

    /** The audience share in millionths: what the weights sum to. */
    int share() {
        return variants.stream().mapToInt(VariantPlan::weight).sum();
    }
}
