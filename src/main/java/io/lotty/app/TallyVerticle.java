package io.lotty.app;

import io.lotty.event.pg.PgTallies;
import io.lotty.event.redis.TallyLoop;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.StreamPace;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;

/** Stores what edges count, on a virtual thread. Stops when what is in hand is stored. */
final class TallyVerticle extends VerticleBase {
    private final IngestVerticle.Parts parts;
    private Optional<RedisLink> link = Optional.empty();
    private Optional<TallyLoop> loop = Optional.empty();

    TallyVerticle(IngestVerticle.Parts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        return parts.redisLinks().open(vertx, parts.redisUrl(), "tallies").onSuccess(redis -> {
            link = Optional.of(redis);
            var tallies = new TallyLoop(
                    vertx,
                    TallyLoop.stream(redis, parts.consumer()),
                    new PgTallies(parts.pg()),
                    StreamPace.STEADY,
                    parts.clock(),
                    parts.registry());
            loop = Optional.of(tallies);
            context.runOnContext(begin -> tallies.run());
        });
    }

    @Override
    public Future<?> stop() {
        return loop.map(TallyLoop::stop)
                .orElse(Future.succeededFuture())
                .eventually(() -> link.map(RedisLink::close).orElse(Future.succeededFuture()));
    }
}
