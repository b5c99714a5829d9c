package io.lotty.report;

import io.lotty.access.Stamp;
import io.lotty.id.ExperimentId;
import io.lotty.id.MetricKey;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricVersion;
import io.lotty.metric.Metrics;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.util.List;
import java.util.Optional;

/** A catalogue of given metrics that nobody can change. */
public record Catalogue(List<Metric> metrics) implements Metrics {
    @Override
    public void add(Metric metric, Stamp stamp) {
        throw new UnsupportedOperationException("this catalogue is fixed");
    }

    @Override
    public Optional<Metric> find(MetricKey key) {
        return metrics.stream().filter(metric -> metric.key().equals(key)).findFirst();
    }

    @Override
    public Page<Metric> list(PageRequest request) {
        return new Page<>(metrics, Optional.empty());
    }

    @Override
    public Optional<Metric> of(ExperimentId experiment, MetricKey key) {
        return find(key);
    }

    @Override
    public Metric save(Metric metric, String action, Stamp stamp) {
        throw new UnsupportedOperationException("this catalogue is fixed");
    }

    @Override
    public Page<MetricVersion> versions(MetricKey key, PageRequest request) {
        throw new UnsupportedOperationException("this catalogue has no history");
    }

    @Override
    public Optional<MetricVersion> version(MetricKey key, int version) {
        throw new UnsupportedOperationException("this catalogue has no history");
    }
}
