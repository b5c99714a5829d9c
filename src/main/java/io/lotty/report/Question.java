package io.lotty.report;

import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.VariantName;
import io.lotty.measure.Granularity;
import io.lotty.measure.Window;
import io.lotty.metric.Metric;
import java.time.Instant;
import java.util.List;

/**
 * What a report asks of the events.
 *
 * @param flag of the experiment
 * @param start of the experiment, or its creation when it never started
 */
public record Question(
        ExperimentId experiment,
        FlagKey flag,
        Instant start,
        List<VariantName> variants,
        Window window,
        Granularity granularity,
        List<Metric> metrics) {
    public Question {
        variants = List.copyOf(variants);
        metrics = List.copyOf(metrics);
    }
}
