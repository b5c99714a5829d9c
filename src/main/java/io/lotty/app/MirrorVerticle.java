package io.lotty.app;

import io.lotty.decision.pg.PgAssignments;
import io.lotty.decision.redis.MirrorLoop;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisLinks;
import io.lotty.platform.redis.StreamPace;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.Optional;

/** Copies the new assignments of one stream, on a virtual thread. Stops when what is in hand is stored. */
final class MirrorVerticle extends VerticleBase {
    private final Parts parts;
    private final int shard;
    private Optional<RedisLink> link = Optional.empty();
    private Optional<MirrorLoop> loop = Optional.empty();

    MirrorVerticle(Parts parts, int shard) {
        this.parts = parts;
        this.shard = shard;
    }

    /** @param consumer this process' name among the consumers; no other live process has it */
    record Parts(
            Pg pg,
            RedisLinks redisLinks,
            String redisUrl,
            MeterRegistry registry,
            InstantSource clock,
            String consumer) {}

    @Override
    public Future<?> start() {
        return parts.redisLinks()
                .open(vertx, parts.redisUrl(), "mirror-" + shard)
                .onSuccess(redis -> {
                    link = Optional.of(redis);
                    var mirror = new MirrorLoop(
                            vertx,
                            MirrorLoop.stream(redis, shard, parts.consumer()),
                            new PgAssignments(parts.pg()),
                            StreamPace.STEADY,
                            parts.clock(),
                            parts.registry());
                    loop = Optional.of(mirror);
                    context.runOnContext(begin -> mirror.run());
                });
    }

    @Override
    public Future<?> stop() {
        return loop.map(MirrorLoop::stop)
                .orElse(Future.succeededFuture())
                .eventually(() -> link.map(RedisLink::close).orElse(Future.succeededFuture()));
    }
}
