package io.lotty.event.redis;

import io.lotty.event.Event;
import io.lotty.platform.redis.GroupStream;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What one ingest loop shows. */
final class IngestMeters {
    static final String BACKLOG = "lotty.events.backlog";
    static final String LAG = "lotty.events.lag";
    static final String BURIED = "lotty.events.buried";

    private final AtomicLong backlog = new AtomicLong();
    private final AtomicLong inHand = new AtomicLong();
    private final AtomicLong lagMillis = new AtomicLong();
    private final AtomicLong buried = new AtomicLong();
    private final DistributionSummary batch;
    private final Counter stored;
    private final Counter dead;
    private final Counter failures;
    private final Timer delay;
    private final Timer lateness;

    IngestMeters(MeterRegistry registry, int shard) {
        var label = Integer.toString(shard);
        gauge(registry, BACKLOG, "Entries of a stream that are not stored yet", label, backlog);
        gauge(registry, "lotty.events.inhand", "Entries that a consumer has read and not settled", label, inHand);
        Gauge.builder(LAG, lagMillis, millis -> millis.doubleValue() / 1_000)
                .description("How long the oldest event that is not stored yet has waited")
                .baseUnit("seconds")
                .tag("shard", label)
                .register(registry);
        // the same number at every shard: whichever is read
        Gauge.builder(BURIED, buried, AtomicLong::doubleValue)
                .description("Events that lie aside because they could not be stored")
                .register(registry);
        this.batch = DistributionSummary.builder("lotty.ingest.batch")
                .description("Events in one transaction")
                .register(registry);
        this.stored = Counter.builder("lotty.events.stored")
                .description("Events that are new in the table")
                .register(registry);
        this.dead = Counter.builder("lotty.events.dead")
                .description("Events put aside because they cannot be stored")
                .register(registry);
        this.failures = Counter.builder("lotty.ingest.failures")
                .description("Attempts that failed and are repeated")
                .register(registry);
        this.delay = Timer.builder("lotty.events.delay")
                .description("From the receipt of an event until it is stored")
                .register(registry);
        this.lateness = Timer.builder("lotty.events.lateness")
                .description("From the occurrence of an event until its receipt")
                .register(registry);
    }

    void backlog(GroupStream.Backlog now, long lieAside, Instant at) {
        backlog.set(now.entries());
        inHand.set(now.inHand());
        lagMillis.set(now.oldest()
                .map(oldest -> Math.max(0, Duration.between(oldest, at).toMillis()))
                .orElse(0L));
        buried.set(lieAside);
    }

    void stored(List<Event> events, int fresh, Instant at) {
        batch.record(events.size());
        stored.increment(fresh);
        events.forEach(event -> {
            delay.record(Duration.between(event.receivedAt(), at));
            lateness.record(Duration.between(event.occurredAt(), event.receivedAt()));
        });
    }

    void dead() {
        dead.increment();
    }

    void failure() {
        failures.increment();
    }

    private static void gauge(MeterRegistry registry, String name, String words, String shard, AtomicLong value) {
        Gauge.builder(name, value, AtomicLong::doubleValue)
                .description(words)
                .tag("shard", shard)
                .register(registry);
    }
}
