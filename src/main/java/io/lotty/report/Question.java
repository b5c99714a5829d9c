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
import java.util.Optional;

/**
 * What a report asks of the events.
 *
 * @param flag of the experiment
 * @param start of the experiment, or its creation when it never started
 * @param window to {@link Scope#NEVER} if no end is asked for
 * @param kept the metrics of the design, of which sums are kept from the beginning on
 * @param metrics those that are asked for
 * @param breakdown the property by which subjects are told apart
 */
public record Question(
        ExperimentId experiment,
        FlagKey flag,
        Instant start,
        List<VariantName> variants,
        Window window,
        Granularity granularity,
        List<Metric> kept,
        List<Metric> metrics,
        Optional<String> breakdown) {
    public Question {
        variants = List.copyOf(variants);
        kept = List.copyOf(kept);
        metrics = List.copyOf(metrics);
    }

    /** The same, of another window. */
    Question within(Window other) {
        return new Question(experiment, flag, start, variants, other, granularity, kept, metrics, breakdown);
    }

    /** What has to be counted, because nothing is kept of it. */
    public List<Metric> counted() {
        return isOfKept()
                ? metrics.stream().filter(metric -> !kept.contains(metric)).toList()
                : metrics;
    }

    /** Whether what is kept tells of its window, provided that nothing happened after it. */
    public boolean isOfKept() {
        return !kept.isEmpty() && window.from().equals(Scope.beginning(start));
    }
}
