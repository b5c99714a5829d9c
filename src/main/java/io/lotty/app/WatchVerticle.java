package io.lotty.app;

import io.lotty.app.configuration.ConfigurationPublisher;
import io.lotty.app.configuration.LiveConfiguration;
import io.lotty.decision.pg.PgSubjectTraces;
import io.lotty.event.pg.EventUpkeep;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgKeptAnswers;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisLinks;
import io.lotty.refusal.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The periodic work, on a virtual thread. Every second: does Redis hold the configuration that Postgres does? Every
 * minute: what is to be forgotten? At the start and every hour: what do the tables of events need?
 */
final class WatchVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(WatchVerticle.class);
    private static final long ROUND_MILLIS = 1_000;
    private static final long FORGETTING_MILLIS = 60_000;
    private static final long UPKEEP_MILLIS = 3_600_000;

    private final Pg pg;
    private final RedisLinks redisLinks;
    private final String redisUrl;
    private final LiveConfiguration live;
    private final EventUpkeep upkeep;
    private final InstantSource clock;
    private Optional<RedisLink> link = Optional.empty();
    private boolean inRound;

    WatchVerticle(Parts parts) {
        this.pg = parts.pg();
        this.redisLinks = parts.redisLinks();
        this.redisUrl = parts.redisUrl();
        this.live = parts.live();
        this.upkeep = new EventUpkeep(parts.pg(), parts.keeping(), parts.registry());
        this.clock = parts.clock();
    }

    record Parts(
            Pg pg,
            RedisLinks redisLinks,
            String redisUrl,
            LiveConfiguration live,
            EventUpkeep.Keeping keeping,
            MeterRegistry registry,
            InstantSource clock) {}

    @Override
    public Future<?> start() {
        return redisLinks.open(vertx, redisUrl, "watch").onSuccess(redis -> {
            link = Optional.of(redis);
            var publisher = new ConfigurationPublisher(pg, redis, live);
            vertx.setPeriodic(ROUND_MILLIS, timer -> round(publisher));
            vertx.setPeriodic(FORGETTING_MILLIS, timer -> forget());
            vertx.setPeriodic(1, UPKEEP_MILLIS, timer -> upkeep.tend(clock.instant()));
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
