package io.lotty.experiment;

import io.lotty.id.ExperimentId;
import java.util.Optional;

/**
 * The experiment that somebody wants to change.
 *
 * @param revision the one that he has read; when given and not the current one, the change is refused
 */
public record ExperimentAt(ExperimentId id, Optional<Integer> revision) {
    public static ExperimentAt any(ExperimentId id) {
        return new ExperimentAt(id, Optional.empty());
    }
}
