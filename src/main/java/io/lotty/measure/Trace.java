package io.lotty.measure;

import io.lotty.event.DecisionTag;
import io.lotty.id.VariantName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one subject adds to an experiment.
 *
 * @param stays by variant: one, as a rule; more where stores were lost between decisions
 * @param shown the decisions that it saw
 * @param past what it added to each gauge before the experiment, in order
 */
public record Trace(Map<VariantName, Stay> stays, Set<DecisionTag> shown, List<BigDecimal> past) {
    public Trace {
        stays = Map.copyOf(stays);
        shown = Set.copyOf(shown);
        past = List.copyOf(past);
    }

    /** Whether it adds nothing to anything. */
    public boolean isEmpty() {
        return stays.isEmpty();
    }
}
