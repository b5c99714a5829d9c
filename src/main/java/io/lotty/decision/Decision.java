package io.lotty.decision;

import io.lotty.flag.FlagValue;
import java.util.Optional;

/** The answer for one flag of a request. */
public sealed interface Decision {
    /**
     * The flag's default.
     *
     * @param reason why no variant
     */
    record Default(FlagPlan flag, Reason reason) implements Decision {}

    /**
     * A variant of the flag's experiment.
     *
     * @param index of the variant in the plan
     * @param isNew whether the subject did not hold it before: it must be claimed before it is told
     */
    record Assigned(FlagPlan flag, ExperimentPlan experiment, int index, boolean isNew) implements Decision {
        public VariantPlan variant() {
            return experiment.variants().get(index);
        }
    }

    /** A variant into which the subject is forced; it is not assigned to it. */
    record Forced(FlagPlan flag, ForcedVariant forced) implements Decision {}

    /** Nobody knows this flag: that entry's error, never the request's. */
    record UnknownFlag(String key) implements Decision {}

    /** The key under which it is answered. */
    default String key() {
        return switch (this) {
            case Default plain -> plain.flag().key().value();
            case Assigned assigned -> assigned.flag().key().value();
            case Forced forced -> forced.flag().key().value();
            case UnknownFlag unknown -> unknown.key();
        };
    }

    /** What the subject sees; empty for an unknown flag. */
    default Optional<FlagValue> value() {
        return switch (this) {
            case Default plain -> Optional.of(plain.flag().defaultValue());
            case Assigned assigned -> Optional.of(assigned.variant().value());
            case Forced forced -> Optional.of(forced.forced().value());
            case UnknownFlag _ -> Optional.empty();
        };
    }
}
