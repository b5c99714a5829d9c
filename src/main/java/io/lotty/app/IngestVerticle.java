package io.lotty.app;

import io.lotty.decision.DecisionIds;
import io.lotty.event.pg.PgEvents;
import io.lotty.event.redis.EventStreams;
import io.lotty.event.redis.IngestLoop;
import io.lotty.event.redis.ShardStream;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisLinks;
import io.lotty.platform.redis.StreamPace;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.Optional;

/** One shard's ingest loop, on a virtual thread. Stops when the batch in hand is stored. */
final class IngestVerticle extends VerticleBase {
    private final Parts parts;
    private final int shard;
    private Optional<RedisLink> link = Optional.empty();
    private Optional<IngestLoop> loop = Optional.empty();

    IngestVerticle(Parts parts, int shard) {
        this.parts = parts;
        this.shard = shard;
    }

    /** @param consumer this process' name among the consumers; no other live process has it */
    record Parts(
            Pg pg,
            RedisLinks redisLinks,
            String redisUrl,
            EventStreams streams,
            DecisionIds decisionIds,
            MeterRegistry registry,
            InstantSource clock,
            String consumer) {}

    @Override
    public Future<?> start() {
        return parts.redisLinks()
                .open(vertx, parts.redisUrl(), "ingest-" + shard)
                .onSuccess(redis -> {
                    link = Optional.of(redis);
                    var ingest = new IngestLoop(
                            vertx,
                            new ShardStream(redis, parts.streams(), shard, parts.consumer()),
                            new PgEvents(parts.pg()),
                            new VerifiedDecisionIds(parts.decisionIds()),
                            StreamPace.STEADY,
                            parts.clock(),
                            parts.registry());
                    loop = Optional.of(ingest);
                    context.runOnContext(begin -> ingest.run());
                });
    }

    @Override
    public Future<?> stop() {
        return loop.map(IngestLoop::stop)
                .orElse(Future.succeededFuture())
                .eventually(() -> link.map(RedisLink::close).orElse(Future.succeededFuture()));
    }
}
