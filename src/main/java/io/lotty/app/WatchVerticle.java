package io.lotty.app;

import io.lotty.app.configuration.ConfigurationPublisher;
import io.lotty.app.configuration.LiveConfiguration;
import io.lotty.decision.pg.PgSubjectTraces;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgKeptAnswers;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisLinks;
import io.lotty.refusal.Refusal;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The periodic work, on a virtual thread. Every second: does Redis hold the configuration that Postgres does? Every
 * minute: what is to be forgotten?
 */
final class WatchVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(WatchVerticle.class);
    private static final long ROUND_MILLIS = 1_000;
    private static final long FORGETTING_MILLIS = 60_000;

    private final Pg pg;
    private final RedisLinks redisLinks;
    private final String redisUrl;
    private final LiveConfiguration live;
    private Optional<RedisLink> link = Optional.empty();
    private boolean inRound;

    WatchVerticle(Pg pg, RedisLinks redisLinks, String redisUrl, LiveConfiguration live) {
        this.pg = pg;
        this.redisLinks = redisLinks;
        this.redisUrl = redisUrl;
        this.live = live;
    }

    @Override
    public Future<?> start() {
        return redisLinks.open(vertx, redisUrl, "watch").onSuccess(redis -> {
            link = Optional.of(redis);
            var publisher = new ConfigurationPublisher(pg, redis, live);
            vertx.setPeriodic(ROUND_MILLIS, timer -> round(publisher));
            vertx.setPeriodic(FORGETTING_MILLIS, timer -> forget());
        });
    }

    @Override
    public Future<?> stop() {
        return link.map(RedisLink::close).orElse(Future.succeededFuture());
    }

    private void forget() {
        try {
            PgKeptAnswers.forgetExpired(pg);
            PgSubjectTraces.forgetErased(pg);
        } catch (Refusal.Unavailable later) {
            LOG.atDebug().setCause(later).log("forgot nothing this time");
        }
    }

    private void round(ConfigurationPublisher publisher) {
        if (inRound) {
            return;
        }
        inRound = true;
        try {
            publisher.tend();
        } finally {
            inRound = false;
        }
    }
}
