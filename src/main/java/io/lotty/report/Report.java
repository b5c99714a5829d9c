package io.lotty.report;

import io.lotty.experiment.Variant;
import io.lotty.id.ExperimentId;
import io.lotty.id.MetricKey;
import io.lotty.measure.Granularity;
import io.lotty.measure.Measure;
import io.lotty.measure.Pending;
import io.lotty.measure.Seen;
import io.lotty.measure.Window;
import io.lotty.metric.Metric;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an experiment did in a window. */
public record Report(
        Context context,
        Arm overall,
        List<Arm.OfVariant> variants,
        List<Period> series,
        Pending pending,
        Arrivals arrivals,
        Analysis analysis,
        List<Segment> segments) {
    /** How events are matched to variants and metrics, for people. */
    public static final String ATTRIBUTION =
            "Events count by the time at which they occurred, for the variant that their decision assigned; forced "
                    + "variants (overrides) are left out. Where a metric or an event type requires exposure, an event "
                    + "counts only if an exposure with the same decision id was reported, whichever came first. "
                    + "Rates and means by subject are over the subjects exposed within the window.";

    public Report {
        variants = List.copyOf(variants);
        series = List.copyOf(series);
        segments = List.copyOf(segments);
    }

    /**
     * Under which conditions the numbers hold.
     *
     * @param asOf when the latest of the experiment's events was received
     */
    public record Context(
            ExperimentId experiment,
            int version,
            Window window,
            Granularity granularity,
            List<Metric> metrics,
            Optional<String> breakdown,
            Optional<Instant> asOf) {
        public Context {
            metrics = List.copyOf(metrics);
        }
    }

    /** The numbers of the whole experiment, or of one variant. */
    public record Arm(Seen seen, Map<MetricKey, Measure> metrics) {
        /** The numbers of one variant of the design. */
        public record OfVariant(Variant variant, Arm arm) {}
    }

    /**
     * The numbers of subjects who say the same of themselves.
     *
     * @param value empty: those who say nothing
     */
    public record Segment(Optional<String> value, List<Arm.OfVariant> variants, SampleBalance balance) {
        public Segment {
            variants = List.copyOf(variants);
        }
    }

    /** The numbers of each variant in one hour or day. */
    public record Period(Instant start, List<Arm.OfVariant> variants) {
        public Period {
            variants = List.copyOf(variants);
        }
    }
}
