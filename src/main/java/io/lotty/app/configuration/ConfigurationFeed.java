package io.lotty.app.configuration;

import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisLinks;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this process' configuration up to date: by push, and by a look at the revision every second, which heals a lost
 * message. Starts from the snapshot on disk when Redis is out of reach, and keeps that up to date, at most once a second.
 *
 * <p>One fetch at a time; reading what was fetched, and the disk, are left to worker threads.
 */
public final class ConfigurationFeed extends VerticleBase {
    static final long FETCH_LIMIT_MILLIS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFeed.class);
    private static final long CHECK_MILLIS = 1_000;

    private final LiveConfiguration live;
    private final RedisLinks redisLinks;
    private final String redisUrl;
    private final ConfigurationReader reader = new ConfigurationReader();
    private final SnapshotKeeping keeping;
    private boolean fetching;
    private boolean again;
    private long told;
    private long untold;
    private Optional<RedisLink> commands = Optional.empty();
    private Optional<RedisLink> subscription = Optional.empty();

    public ConfigurationFeed(LiveConfiguration live, RedisLinks redisLinks, String redisUrl, Path dataDir) {
        this.live = live;
        this.redisLinks = redisLinks;
        this.redisUrl = redisUrl;
        this.keeping = new SnapshotKeeping(live, new Snapshot(dataDir));
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> keeping.read(reader))
                .compose(read -> redisLinks.open(vertx, redisUrl, "configuration"))
                .compose(link -> {
                    commands = Optional.of(link);
                    return redisLinks.open(vertx, redisUrl, "subscription", this::subscribe);
                })
                .onSuccess(link -> {
                    subscription = Optional.of(link);
                    vertx.setPeriodic(0, CHECK_MILLIS, timer -> {
                        check();
                        keeping.write(vertx);
                    });
                    live.fetchBy(this::bring);
                });
    }

    @Override
    public Future<?> stop() {
        return keeping.write(vertx)
                .eventually(() -> Future.join(Stream.of(commands, subscription)
                        .flatMap(Optional::stream)
                        .map(RedisLink::close)
                        .toList()));
    }

    private void subscribe(RedisConnection connection) {
        connection.handler(this::hear);
        // only then: what is published between a look and the subscription would be missed
        connection
                .send(Request.cmd(Command.SUBSCRIBE).arg(RedisConfiguration.CHANNEL))
                .compose(subscribed ->
                        published().map(RedisConfiguration::revision).orElse(Future.succeededFuture(0L)))
                .onSuccess(this::learn);
    }

    /** A message is three parts, the last of which is the revision that was published. */
    private void hear(@Nullable Response message) {
        if (message != null && message.size() == 3) {
            learn(Long.parseLong(message.get(2).toString()));
        }
    }

    private void learn(long revision) {
        told = Math.max(told, revision);
        if (revision > live.revision()) {
            fetch();
        }
    }

    /** Called on any thread. */
    private void bring(long revision) {
        try {
            context.runOnContext(here -> {
                check();
                vertx.setTimer(FETCH_LIMIT_MILLIS, late -> live.giveUp(revision));
            });
        } catch (RejectedExecutionException over) {
            live.giveUp(revision); // this process is ending
        }
    }

    private void check() {
        published()
                .ifPresent(published -> published.revision().onSuccess(revision -> {
                    if (revision > live.revision()) {
                        fetch();
                    } else if (revision < live.revision()) {
                        published.tellSeen(live.revision());
                    }
                    doubtSubscription(revision);
                }));
    }

    /** A connection can be dead without either end knowing. One that has twice not told what is published is replaced. */
    private void doubtSubscription(long revision) {
        if (untold > told) {
            subscription.ifPresent(link -> link.renew("it did not tell of revision " + revision));
            told = revision;
        }
        untold = revision > told ? revision : 0;
    }

    private void fetch() {
        if (fetching) {
            again = true;
            return;
        }
        published().ifPresent(published -> {
            fetching = true;
            published
                    .document()
                    .compose(document -> vertx.executeBlocking(() -> document.map(this::take)))
                    .onSuccess(taken -> taken.ifPresent(keeping::remember))
                    .onFailure(failure -> LOG.atWarn()
                            .addKeyValue("cause", failure.toString())
                            .log("could not take the published configuration"))
                    .onComplete(done -> {
                        fetching = false;
                        if (again) {
                            again = false;
                            fetch();
                        }
                    });
        });
    }

    private SnapshotKeeping.Document take(Buffer document) {
        var configuration = reader.read(document.getBytes());
        if (live.offer(configuration)) {
            LOG.atInfo().addKeyValue("revision", configuration.revision()).log("took a new configuration");
        }
        return new SnapshotKeeping.Document(configuration.revision(), document);
    }

    private Optional<RedisConfiguration> published() {
        return commands.map(RedisConfiguration::new);
    }
}
