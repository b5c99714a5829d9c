package io.lotty.experiment;

import io.lotty.flag.FlagValue;
import io.lotty.id.ExperimentId;
import io.lotty.id.VariantName;
import java.util.Optional;

/** One thing that a change did; kept in the experiment's history in the same transaction. */
public sealed interface Happening {
    /** A design was saved under the experiment's version. */
    record VersionSaved(int version, Optional<ExperimentId> clonedFrom) implements Happening {}

    record Reviewed(Review review) implements Happening {}

    /** @param comment may be empty */
    record Moved(Action action, Status from, Status to, String comment) implements Happening {}

    /** Newcomers are kept out from now on, or are taken in again. */
    record IntakeSwitched(boolean paused) implements Happening {}

    /** The experiment was completed. */
    record Concluded(Status from, Completion completion) implements Happening {}

    /** The flag's default became the value of the winning variant. */
    record DefaultReplaced(VariantName winner, FlagValue value) implements Happening {}
}
