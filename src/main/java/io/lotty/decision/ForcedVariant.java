package io.lotty.decision;

import io.lotty.flag.FlagValue;
import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import java.util.List;

/**
 * A variant that some subjects of a flag see whatever else applies, so that people can try it out.
 *
 * @param version of the experiment's design
 * @param subjects at least one; a subject stands in one forced variant of a flag at most
 */
public record ForcedVariant(
        ExperimentId experiment, int version, VariantName variant, FlagValue value, List<SubjectId> subjects) {
    public ForcedVariant {
        subjects = List.copyOf(subjects);
    }
}
