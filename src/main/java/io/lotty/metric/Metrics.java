package io.lotty.metric;

import io.lotty.access.Stamp;
import io.lotty.id.MetricKey;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.util.Optional;

/** The metrics of the catalogue. */
public interface Metrics {
    /** Refuses a key that is taken, and an event type that does not exist. */
    void add(Metric metric, Stamp stamp);

    Optional<Metric> find(MetricKey key);

    Page<Metric> list(PageRequest request);

    boolean exists(MetricKey key);
}
