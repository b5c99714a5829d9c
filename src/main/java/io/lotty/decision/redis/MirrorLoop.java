package io.lotty.decision.redis;

import io.lotty.decision.Assignment;
import io.lotty.decision.Assignments;
import io.lotty.id.SubjectId;
import io.lotty.platform.redis.Delivery;
import io.lotty.platform.redis.GroupStream;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.StreamLoop;
import io.lotty.platform.redis.StreamPace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Moves new assignments from one stream to the table. One that can never be stored is dropped and counted: it holds in
 * Redis all the same. Runs on a virtual thread of Vert.x.
 */
public final class MirrorLoop implements StreamLoop.Sink<List<Assignment>> {
    private final Assignments assignments;
    private final InstantSource clock;
    private final StreamLoop<List<Assignment>> loop;
    private final AtomicLong backlog = new AtomicLong();
    private final Counter mirrored;
    private final Counter unmirrored;
    private final Counter failures;
    private final Timer delay;

    /** @param stream one of {@link #stream} */
    public MirrorLoop(
            Vertx vertx,
            GroupStream stream,
            Assignments assignments,
            StreamPace pace,
            InstantSource clock,
            MeterRegistry registry) {
        this.assignments = assignments;
        this.clock = clock;
        this.loop = new StreamLoop<>(vertx, stream, this, pace, clock);
        Gauge.builder("lotty.assignments.backlog", backlog, AtomicLong::doubleValue)
                .description("Entries of a stream of new assignments that have no copy in Postgres yet")
                .tag("stream", stream.key())
                .register(registry);
        this.mirrored = Counter.builder("lotty.assignments.mirrored")
                .description("Assignments that are new in Postgres")
                .register(registry);
        this.unmirrored = AssignmentMirror.unmirrored(registry);
        this.failures = Counter.builder("lotty.assignments.failures")
                .description("Attempts to copy assignments that failed and are repeated")
                .register(registry);
        this.delay = Timer.builder("lotty.assignments.delay")
                .description("From an assignment, by the second, until its copy is in Postgres")
                .register(registry);
    }

    /**
     * One consumer's end of a shard.
     *
     * @param link used by nobody else: reading blocks it
     * @param shard from 0 to {@link MirrorStreams#SHARDS}, exclusive
     * @param consumer unlike that of any other live process
     */
    public static GroupStream stream(RedisLink link, int shard, String consumer) {
        return new GroupStream(link, MirrorStreams.stream(shard), MirrorStreams.GROUP, consumer);
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
    public List<Assignment> read(Delivery.Item item) {
        return MirrorPayload.decode(new SubjectId(item.name()), item.payload());
    }

    @Override
    public void store(List<List<Assignment>> claims) {
        var all = claims.stream().flatMap(List::stream).toList();
        try {
            mirrored.increment(assignments.add(all));
        } catch (Assignments.Unstorable poison) {
            throw new StreamLoop.Unstorable(poison);
        }
        var now = clock.instant();
        all.forEach(assignment -> delay.record(Duration.between(assignment.at(), now)));
    }

    @Override
    public void bury(Delivery.Item item, String reason) {
        unmirrored.increment(assignmentsIn(item));
    }

    /** One when nobody can tell. */
    private int assignmentsIn(Delivery.Item item) {
        try {
            return Math.max(1, read(item).size());
        } catch (RuntimeException undecodable) {
            return 1;
        }
    }

    @Override
    public void failed() {
        failures.increment();
    }

    @Override
    public void backlog(GroupStream.Backlog now) {
        backlog.set(now.entries());
    }
}
