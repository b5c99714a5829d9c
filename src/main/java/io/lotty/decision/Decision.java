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

    /**
     * The flag's default, because another experiment holds the subject, or will when its flag is asked for.
     *
     * @param winner the other one
     */
    record ConflictLost(FlagPlan flag, ExperimentPlan winner) implements Decision {}

    /** The control's value: the experiment was rolled back, and the subject takes part in it. */
    record RolledBack(FlagPlan flag, ExperimentPlan experiment) implements Decision {}

    /** A variant into which the subject is forced; it is not assigned to it. */
    record Forced(FlagPlan flag, ForcedVariant forced) implements Decision {}

    /** Nobody knows this flag: that entry's error, never the request's. */
    record UnknownFlag(String key) implements Decision {}

    /** The key under which it is answered. */
    default String key() {
        return switch (this) {
            case Default plain -> plain.flag().key().value();
            case ConflictLost lost -> lost.flag().key().value();
            case RolledBack back -> back.flag().key().value();
            case Assigned assigned -> assigned.flag().key().value();
            case Forced forced -> forced.flag().key().value();
            case UnknownFlag unknown -> unknown.key();
        };
    }

    /** What the subject sees; empty for an unknown flag. */
    default Optional<FlagValue> value() {
        return switch (this) {
            case Default plain -> Optional.of(plain.flag().defaultValue());
            case ConflictLost lost -> Optional.of(lost.flag().defaultValue());
            case RolledBack back -> Optional.of(back.experiment().control().value());
            case Assigned assigned -> Optional.of(assigned.variant().value());
            case Forced forced -> Optional.of(forced.forced().value());
            case UnknownFlag _ -> Optional.empty();
        };
    }

    /** Why the subject sees it; empty for an unknown flag. */
    default Optional<Reason> because() {
        return switch (this) {
            case Default plain -> Optional.of(plain.reason());
            case ConflictLost _ -> Optional.of(Reason.CONFLICT_LOST);
            case RolledBack _ -> Optional.of(Reason.ROLLED_BACK);
            case Assigned _ -> Optional.of(Reason.ASSIGNED);
            case Forced _ -> Optional.of(Reason.OVERRIDE);
            case UnknownFlag _ -> Optional.empty();
        };
    }
}
