package io.lotty.event.redis;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.DoubleStream;

/**
 * Where the ingest of this process stands, over all shards, as of about a second ago.
 *
 * @param backlog entries that are not stored yet; an entry holds the events of one batch
 * @param lagSeconds how long the oldest of them has waited
 * @param buried events that lie aside because they could not be stored
 */
public record IngestSight(long backlog, double lagSeconds, long buried) {
    /** What the loops have told the registry. */
    public static IngestSight of(MeterRegistry registry) {
        return new IngestSight(
                (long) values(registry, IngestMeters.BACKLOG).sum(),
                values(registry, IngestMeters.LAG).max().orElse(0),
                (long) values(registry, IngestMeters.BURIED).max().orElse(0));
    }

    private static DoubleStream values(MeterRegistry registry, String name) {
        return registry.find(name).gauges().stream().mapToDouble(Gauge::value).filter(value -> !Double.isNaN(value));
    }
}
