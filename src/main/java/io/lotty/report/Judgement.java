package io.lotty.report;

import io.lotty.stats.Finding;
import java.util.Optional;

/**
 * All that is said of a variant in a metric.
 *
 * @param adjustment empty: of this metric nothing is known from before the experiment
 */
public record Judgement(
        Comparison comparison, Optional<Finding<Adjustment>> adjustment, Correction correction, Prospect prospect) {}
