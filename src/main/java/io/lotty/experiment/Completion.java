package io.lotty.experiment;

import io.lotty.id.VariantName;
import java.util.Optional;

/**
 * How an experiment was decided. A roll-out names the winning variant, nothing else does; why is never left out.
 */
public record Completion(Outcome outcome, Optional<VariantName> winner, String comment) {
    public Completion {
        if ((outcome == Outcome.ROLLOUT) != winner.isPresent()) {
            throw new IllegalArgumentException("a rollout names the winning variant, and no other outcome does");
        }
        if (comment.isBlank()) {
            throw new IllegalArgumentException("a completion says why");
        }
    }
}
