package io.lotty.decision;

import io.lotty.flag.FlagValue;
import io.lotty.id.FlagKey;
import java.util.Optional;

/** A flag as an edge needs it: its default, and the live experiment that may override it. */
public record FlagPlan(FlagKey key, FlagValue defaultValue, Optional<ExperimentPlan> experiment) {}
