package io.lotty.report;

import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.measure.Granularity;
import io.lotty.measure.Measure;
import io.lotty.measure.Measured;
import io.lotty.measure.Pending;
import io.lotty.measure.Seen;
import io.lotty.measure.Slice;
import io.lotty.metric.Metric;
import io.lotty.stats.PairSums;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the events say; a slice in which nothing happened may be absent.
 *
 * @param pasts of metrics by subject, in the whole window: x is what a subject adds, y what it added before the experiment
 * @param segments if asked for, by what subjects say of themselves; empty are those who say nothing
 * @param asOf when the latest of the experiment's events that are reported about was received; empty when there is none
 */
public record Facts(
        Map<Slice, Seen> seen,
        Map<MetricKey, Map<Slice, Measure>> measures,
        Map<MetricKey, Map<VariantName, PairSums>> pasts,
        Pending pending,
        Arrivals arrivals,
        Optional<Instant> asOf,
        Map<Optional<String>, Measured> segments) {
    public Facts {
        seen = Map.copyOf(seen);
        measures = Map.copyOf(measures);
        pasts = Map.copyOf(pasts);
        segments = Map.copyOf(segments);
    }

    /** Of all subjects together. */
    public Facts(
            Map<Slice, Seen> seen,
            Map<MetricKey, Map<Slice, Measure>> measures,
            Map<MetricKey, Map<VariantName, PairSums>> pasts,
            Pending pending,
            Arrivals arrivals,
            Optional<Instant> asOf) {
        this(seen, measures, pasts, pending, arrivals, asOf, Map.of());
    }

    public static Facts of(Measured measured, Arrivals arrivals, Optional<Instant> asOf) {
        return new Facts(measured.seen(), measured.measures(), measured.pasts(), measured.pending(), arrivals, asOf);
    }

    /** Together with metrics that were measured by themselves, of the same events. */
    public Facts with(Measured more) {
        Map<MetricKey, Map<Slice, Measure>> both = new HashMap<>(measures);
        both.putAll(more.measures());
        Map<MetricKey, Map<VariantName, PairSums>> bothPasts = new HashMap<>(pasts);
        bothPasts.putAll(more.pasts());
        return new Facts(seen, both, bothPasts, pending, arrivals, asOf, segments);
    }

    /** By what subjects say of themselves; empty are those who say nothing. */
    public Facts by(Map<Optional<String>, Measured> parts) {
        return new Facts(seen, measures, pasts, pending, arrivals, asOf, parts);
    }

    /** When the last period ends in which something happened. */
    public Optional<Instant> end(Granularity granularity) {
        return seen.keySet().stream()
                .flatMap(slice -> slice.period().stream())
                .max(Comparator.naturalOrder())
                .map(granularity::next);
    }

    public Seen seen(Slice slice) {
        return seen.getOrDefault(slice, Seen.NEVER);
    }

    public Measure measure(Metric metric, Slice slice) {
        var ofMetric = measures.getOrDefault(metric.key(), Map.of());
        return ofMetric.getOrDefault(slice, Measure.ofNothing(metric.definition()));
    }
}
