package io.lotty.event.redis;

import io.lotty.event.Tallies;
import io.lotty.event.TallySheet;
import io.lotty.platform.redis.Delivery;
import io.lotty.platform.redis.GroupStream;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.StreamLoop;
import io.lotty.platform.redis.StreamPace;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Moves the tallies of the edges from their stream to the table. Runs on a virtual thread of Vert.x. */
public final class TallyLoop implements StreamLoop.Sink<TallySheet> {
    private static final String GROUP = "tallies";

    private final Tallies tallies;
    private final TallyMeters meters;
    private final AtomicLong backlog;
    private final StreamLoop<TallySheet> loop;

    /** @param stream what {@link #stream} gives */
    public TallyLoop(
            Vertx vertx,
            GroupStream stream,
            Tallies tallies,
            StreamPace pace,
            InstantSource clock,
            MeterRegistry registry) {
        this.tallies = tallies;
        this.meters = new TallyMeters(registry);
        this.backlog = TallyMeters.backlog(registry);
        this.loop = new StreamLoop<>(vertx, stream, this, pace, clock);
    }

    /**
     * One consumer's end of the stream.
     *
     * @param link used by nobody else: reading blocks it
     * @param consumer unlike that of any other live process
     */
    public static GroupStream stream(RedisLink link, String consumer) {
        return new GroupStream(link, Tallying.STREAM, GROUP, consumer);
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
    public TallySheet read(Delivery.Item item) {
        return TallyPayload.decode(item.name(), item.payload());
    }

    @Override
    public void store(List<TallySheet> sheets) {
        try {
            long untallied = tallies.add(sheets);
            if (untallied > 0) {
                meters.lost(untallied);
            }
        } catch (Tallies.Unstorable poison) {
            throw new StreamLoop.Unstorable(poison);
        }
    }

    /** Dropped; how many events it counts nobody can tell, so that it counts as one. */
    @Override
    public void bury(Delivery.Item item, String reason) {
        meters.lost(1);
    }

    @Override
    public void failed() {
        meters.failure();
    }

    @Override
    public void backlog(GroupStream.Backlog now) {
        backlog.set(now.entries());
    }
}
