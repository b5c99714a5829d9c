package io.lotty.report;

import io.lotty.id.ExperimentId;
import io.lotty.id.VariantName;
import io.lotty.measure.Granularity;
import io.lotty.measure.Window;
import io.lotty.metric.Metric;
import java.util.List;

/** What a report asks of the events. */
public record Question(
        ExperimentId experiment,
        List<VariantName> variants,
        Window window,
        Granularity granularity,
        List<Metric> metrics) {
    public Question {
        variants = List.copyOf(variants);
        metrics = List.copyOf(metrics);
    }
}
