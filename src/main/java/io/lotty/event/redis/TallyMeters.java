package io.lotty.event.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What the way of tallies from the edges to the table shows. */
final class TallyMeters {
    private final Counter untallied;
    private final Counter failures;

    TallyMeters(MeterRegistry registry) {
        this.untallied = Counter.builder("lotty.events.untallied")
                .description(
                        "Duplicates and rejections that reports lack: an edge ended with them, or they came too late or unreadable")
                .register(registry);
        this.failures = Counter.builder("lotty.tallies.failures")
                .description("Attempts to send or store tallies that failed and are repeated")
                .register(registry);
    }

    static AtomicLong backlog(MeterRegistry registry) {
        var backlog = new AtomicLong();
        Gauge.builder("lotty.tallies.backlog", backlog, AtomicLong::doubleValue)
                .description("Tallies that are not stored yet")
                .register(registry);
        return backlog;
    }

    void lost(long events) {
        untallied.increment((double) events);
    }

    void failure() {
        failures.increment();
    }
}
