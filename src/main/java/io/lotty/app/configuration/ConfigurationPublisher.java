package io.lotty.app.configuration;

import io.lotty.platform.pg.Pg;
import io.lotty.platform.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles what edges need and publishes it. Never fails its caller: the change is committed, and {@link #tend} repeats
 * what could not be published. Changes that come while one is published are published together after it.
 *
 * <p>Belongs to the virtual threads of one verticle.
 */
public final class ConfigurationPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationPublisher.class);

    private final PgConfiguration source;
    private final RedisConfiguration target;
    private final LiveConfiguration live;
    private long published;
    private Future<Void> underWay = Future.succeededFuture();
    private @Nullable Future<Void> next;

    /** @param live this process' own configuration, which need not wait for Redis */
    public ConfigurationPublisher(Pg pg, RedisLink link, LiveConfiguration live) {
        this.source = new PgConfiguration(pg);
        this.target = new RedisConfiguration(link);
        this.live = live;
    }

    /** Publishes when something has changed since this publisher last did, and returns when that is over. */
    public void publish() {
        var joined = next;
        if (joined != null) {
            joined.await(); // it has not read the database yet, so it will find the caller's change
            return;
        }
        Promise<Void> mine = Promise.promise();
        try {
            if (!underWay.isComplete()) {
                next = mine.future();
                underWay.await();
                next = null;
            }
            underWay = mine.future();
            publishWhatChanged();
        } finally {
            next = next == mine.future() ? null : next;
            mine.complete();
        }
    }

    private void publishWhatChanged() {
        try {
            if (source.revision() != published) {
                publishNow();
            }
        } catch (Throwable failure) {
            LOG.atWarn().addKeyValue("cause", failure.toString()).log("the configuration could not be published yet");
        }
    }

    /**
     * Publishes when Redis does not hold what Postgres does: a message, a process or Redis' memory was lost. When Redis, this
     * process or an edge has seen a later configuration than the database has, it moves the database past that.
     */
    public void tend() {
        try {
            // the database is asked last, so that a change meanwhile does not look like a restored backup
            long held = target.revision().await();
            long seen = Math.max(Math.max(held, target.seen().await()), live.revision());
            long wanted = source.revision();
            if (seen > wanted) {
                overtake(seen, wanted);
            } else if (held < wanted) {
                publishNow();
            }
        } catch (Throwable failure) {
            LOG.atDebug().addKeyValue("cause", failure.toString()).log("the configuration cannot be compared now");
        }
    }

    private void overtake(long seen, long wanted) {
        LOG.atWarn()
                .addKeyValue("seen_revision", seen)
                .addKeyValue("database_revision", wanted)
                .log("the database was restored to an older configuration than edges have seen: moving past");
        source.overtake(seen);
        publishNow();
    }

    private void publishNow() {
        var configuration = source.compile();
        live.offer(configuration);
        target.publish(configuration.revision(), ConfigurationJson.encode(configuration))
                .await();
        published = configuration.revision();
        LOG.atInfo()
                .addKeyValue("revision", configuration.revision())
                .addKeyValue("flags", configuration.plan().flags().size())
                .log("published the configuration");
    }
}
