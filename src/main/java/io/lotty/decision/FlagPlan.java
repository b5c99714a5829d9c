package io.lotty.decision;

import io.lotty.flag.FlagValue;
import io.lotty.id.FlagKey;
import java.util.List;
import java.util.Optional;

/**
 * A flag as an edge needs it: its default, the live experiment that may override it, and who is forced into what by an
 * experiment in whatever state.
 */
public record FlagPlan(
        FlagKey key, FlagValue defaultValue, Optional<ExperimentPlan> experiment, List<ForcedVariant> forced) {
    public FlagPlan {
        forced = List.copyOf(forced);
    }

    /** On which nobody is forced into anything. */
    public FlagPlan(FlagKey key, FlagValue defaultValue, Optional<ExperimentPlan> experiment) {
        this(key, defaultValue, experiment, List.of());
    }
}
