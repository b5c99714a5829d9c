package io.lotty.app.configuration;

import io.lotty.platform.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this process' configuration up to date: by push, and by a look at the revision every second, which heals a lost
 * message. Starts from the snapshot on disk when Redis is out of reach. One fetch at a time.
 */
public final class ConfigurationFeed extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFeed.class);
    private static final long CHECK_MILLIS = 1_000;
    static final long FETCH_LIMIT_MILLIS = 100;

    private final LiveConfiguration live;
    private final String redisUrl;
    private final Snapshot snapshot;
    private boolean fetching;
    private boolean again;
    private volatile long kept;
    private Optional<RedisLink> commands = Optional.empty();
    private Optional<RedisLink> subscription = Optional.empty();

    public ConfigurationFeed(LiveConfiguration live, String redisUrl, Path dataDir) {
        this.live = live;
        this.redisUrl = redisUrl;
        this.snapshot = new Snapshot(dataDir);
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(snapshot::read)
                .onSuccess(found -> found.ifPresent(live::offer))
                .compose(read -> RedisLink.open(vertx, redisUrl, "configuration"))
                .compose(link -> {
                    commands = Optional.of(link);
                    return RedisLink.open(vertx, redisUrl, "subscription", this::subscribe);
                })
                .onSuccess(link -> {
                    subscription = Optional.of(link);
                    vertx.setPeriodic(0, CHECK_MILLIS, timer -> check());
                    live.fetchBy(this::bring);
                });
    }

    @Override
    public Future<?> stop() {
        return Future.join(Stream.of(commands, subscription)
                .flatMap(Optional::stream)
                .map(RedisLink::close)
                .toList());
    }

    private void subscribe(RedisConnection connection) {
        connection.handler(message -> fetch());
        // only then: what is published between a fetch and the subscription would be missed
        connection
                .send(Request.cmd(Command.SUBSCRIBE).arg(RedisConfiguration.CHANNEL))
                .onComplete(subscribed -> fetch());
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
                    }
                }));
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
                    .compose(document -> vertx.executeBlocking(() -> take(document)))
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

    private boolean take(Optional<String> document) {
        document.ifPresent(text -> {
            var configuration = ConfigurationJson.decode(text);
            if (live.offer(configuration)) {
                LOG.atInfo().addKeyValue("revision", configuration.revision()).log("took a new configuration");
            }
            if (configuration.revision() == live.revision() && configuration.revision() != kept) {
                snapshot.write(text);
                kept = configuration.revision();
            }
        });
        return document.isPresent();
    }

    private Optional<RedisConfiguration> published() {
        return commands.map(RedisConfiguration::new);
    }
}
