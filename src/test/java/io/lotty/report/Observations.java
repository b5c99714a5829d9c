package io.lotty.report;

import io.lotty.experiment.Design;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.ExperimentState;
import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.measure.Granularity;
import io.lotty.measure.Measure;
import io.lotty.measure.Pending;
import io.lotty.measure.Seen;
import io.lotty.measure.Slice;
import io.lotty.measure.Total;
import io.lotty.metric.Metric;
import io.lotty.stats.PairSums;
import io.lotty.stats.Sums;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts made by hand: what was observed in so many days from the start of an experiment. */
public final class Observations {
    private final Map<Slice, Seen> seen = new HashMap<>();
    private final Map<MetricKey, Map<Slice, Measure>> measures = new HashMap<>();
    private final Map<MetricKey, Map<VariantName, PairSums>> pasts = new HashMap<>();
    private Pending pending = new Pending(0, 1_000);
    private Instant asOf = Examples.STARTED.plus(Duration.ofDays(14));

    /** The variant was shown to so many subjects, once to each. */
    public Observations exposed(VariantName variant, long subjects) {
        seen.put(Slice.of(variant), new Seen(subjects, subjects));
        return this;
    }

    public Observations exposed(VariantName variant, Instant period, long subjects) {
        seen.put(Slice.of(variant, period), new Seen(subjects, subjects));
        return this;
    }

    /** So many of so many subjects had an event. */
    public Observations proportion(MetricKey metric, VariantName variant, long n, long ones) {
        return measure(metric, variant, new Measure.Mean(sums(n, ones, ones)));
    }

    public Observations measure(MetricKey metric, VariantName variant, Measure measure) {
        measures.computeIfAbsent(metric, _ -> new HashMap<>()).put(Slice.of(variant), measure);
        return this;
    }

    public Observations past(MetricKey metric, VariantName variant, PairSums past) {
        pasts.computeIfAbsent(metric, _ -> new HashMap<>()).put(variant, past);
        return this;
    }

    public Observations pending(long count) {
        pending = new Pending(count, 1_000);
        return this;
    }

    /** So long after the start. */
    public Observations until(Duration since) {
        asOf = Examples.STARTED.plus(since);
        return this;
    }

    public Facts facts() {
        return new Facts(seen, measures, pasts, pending, Arrivals.NONE, Optional.of(asOf));
    }

    public static Sums sums(long n, long sum, long squares) {
        return new Sums(n, BigDecimal.valueOf(sum), BigDecimal.valueOf(squares));
    }

    public static Measure.Sum sum(long n, long sum, long squares) {
        return new Measure.Sum(new Total(BigDecimal.valueOf(sum), sum), sums(n, sum, squares));
    }

    public static PairSums pairs(long n, long x, long y, long xx, long yy, long xy) {
        return new PairSums(
                n,
                BigDecimal.valueOf(x),
                BigDecimal.valueOf(y),
                BigDecimal.valueOf(xx),
                BigDecimal.valueOf(yy),
                BigDecimal.valueOf(xy));
    }

    /** What is reported of a running experiment 20 days after its start. */
    public Report report(Design design, List<Metric> metrics) {
        return report(Examples.experiment(new ExperimentState.Running(Examples.STARTED), design), metrics, List.of());
    }

    /** @param wanted empty: the metrics of the design */
    public Report report(Experiment experiment, List<Metric> metrics, List<MetricKey> wanted) {
        var reporting = new Reporting(_ -> Optional.of(experiment), new Catalogue(metrics), _ -> facts());
        var wish = new Reporting.Wish(Optional.empty(), Optional.empty(), Granularity.DAY, wanted);
        return reporting.report(experiment.id(), wish, Examples.STARTED.plus(Duration.ofDays(20)));
    }
}
