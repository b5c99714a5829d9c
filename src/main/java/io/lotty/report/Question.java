package io.lotty.report;

import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.VariantName;
import io.lotty.measure.Granularity;
import io.lotty.measure.Scope;
import io.lotty.measure.Window;
import io.lotty.metric.Metric;
import java.time.Instant;
import java.util.List;

/**
 * What a report asks of the events.
 *
 * @param flag of the experiment
 * @param start of the experiment, or its creation when it never started
 * @param window to {@link Scope#NEVER} if no end is asked for
 * @param kept the metrics of the design, of which sums are kept from the beginning on
 * @param metrics those that are asked for
 */
public record Question(
        ExperimentId experiment,
        FlagKey flag,
        Instant start,
        List<VariantName> variants,
        Window window,
        Granularity granularity,
        List<Metric> kept,
        List<Metric> metrics) {
    public Question {
        variants = List.copyOf(variants);
        kept = List.copyOf(kept);
        metrics = List.copyOf(metrics);
    }

    /** Whether what is kept tells it, provided that nothing happened after the window. */
    public boolean isOfKept() {
        return !kept.isEmpty() && kept.containsAll(metrics) && !window.from().isAfter(Scope.beginning(start));
    }
}
