package io.lotty.metric;

import io.lotty.access.Stamp;
import io.lotty.id.ExperimentId;
import io.lotty.id.MetricKey;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.util.Optional;

/** The metrics of the catalogue, archived ones too. */
public interface Metrics {
    /** Refuses a key that is taken, and an event type that does not exist. */
    void add(Metric metric, Stamp stamp);

    /** As its newest version says. */
    Optional<Metric> find(MetricKey key);

    /** As the experiment measures it: by the version with which it started; by the newest if it has not, or not with this one. */
    Optional<Metric> of(ExperimentId experiment, MetricKey key);

    default MetricStanding standing(MetricKey key) {
        return find(key)
                .map(metric -> metric.archivedAt().isPresent() ? MetricStanding.ARCHIVED : MetricStanding.OPEN)
                .orElse(MetricStanding.UNKNOWN);
    }

    Page<Metric> list(PageRequest request);

    /** Saves a change of the revision that was read; refuses when somebody else was faster. */
    Metric save(Metric metric, String action, Stamp stamp);

    /** The oldest first. */
    Page<MetricVersion> versions(MetricKey key, PageRequest request);

    Optional<MetricVersion> version(MetricKey key, int version);
}
