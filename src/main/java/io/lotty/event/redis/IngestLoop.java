package io.lotty.event.redis;

import io.lotty.event.DecisionIds;
import io.lotty.event.Event;
import io.lotty.event.Events;
import io.lotty.platform.redis.Delivery;
import io.lotty.platform.redis.GroupStream;
import io.lotty.platform.redis.StreamLoop;
import io.lotty.platform.redis.StreamPace;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;

/**
 * Moves the events of one shard from their stream to the table. What cannot be stored is put aside with its reason. Runs on
 * a virtual thread of Vert.x.
 */
public final class IngestLoop implements StreamLoop.Sink<Event> {
    private final ShardStream shard;
    private final Events events;
    private final DecisionIds decisionIds;
    private final InstantSource clock;
    private final IngestMeters meters;
    private final StreamLoop<Event> loop;

    public IngestLoop(
            Vertx vertx,
            ShardStream shard,
            Events events,
            DecisionIds decisionIds,
            StreamPace pace,
            InstantSource clock,
            MeterRegistry registry) {
        this.shard = shard;
        this.events = events;
        this.decisionIds = decisionIds;
        this.clock = clock;
        this.meters = new IngestMeters(registry, shard.shard());
        this.loop = new StreamLoop<>(vertx, shard.stream(), this, pace, clock);
    }

    /** Runs until {@link #stop}. */
    public void run() {
        loop.run();
    }

    /** Ends the loop after what it has in hand; completes when it has ended. */
    public Future<Void> stop() {
        return loop.stop();
    }

    @Override
    public List<Delivery.Item> split(Delivery.Item field) {
        return EventPayload.split(field.payload()).stream()
                .map(event -> new Delivery.Item(field.entryId(), EventPayload.idOf(event), event))
                .toList();
    }

    @Override
    public Event read(Delivery.Item item) {
        return EventPayload.decode(item.payload(), decisionIds);
    }

    @Override
    public void store(List<Event> batch) {
        try {
            int fresh = events.add(batch);
            meters.stored(batch, fresh, clock.instant());
        } catch (Events.Unstorable poison) {
            throw new StreamLoop.Unstorable(poison);
        }
    }

    @Override
    public void bury(Delivery.Item item, String reason) {
        shard.bury(item, reason, clock.instant());
        meters.dead();
    }

    @Override
    public void failed() {
        meters.failure();
    }

    @Override
    public void backlog(GroupStream.Backlog now) {
        meters.backlog(now, shard.buried(), clock.instant());
    }
}
