package io.lotty.platform.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis that heals itself. Requests are pipelined on it; while it is down they fail at once instead of
 * waiting, and it is tried again with growing pauses. A request that outlives its time limit takes the connection down:
 * a Redis that hangs is treated as one that is gone, so that one caller pays and not everyone after him.
 */
public final class RedisLink {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final int MAX_WAITING = 16_384;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final Redis client;
    private final String name;
    private Consumer<RedisConnection> whenUp = connection -> {};
    private @Nullable RedisConnection connection;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private boolean closed;

    private RedisLink(Vertx vertx, String url, String name) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.name = name;
        var options = new RedisOptions()
                .setConnectionString(url)
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(4)
                .setMaxWaitingHandlers(MAX_WAITING)
                .setProtocolNegotiation(false);
        options.getNetClientOptions().setConnectTimeout(1_000).setTcpNoDelay(true);
        this.client = Redis.createClient(vertx, options);
    }

    /**
     * Opens a link that belongs to the calling context.
     *
     * @param whenUp runs after each (re)connection: the place to subscribe
     * @return completes when the first attempt is over, whether it worked or not
     */
    public static Future<RedisLink> open(Vertx vertx, String url, String name, Consumer<RedisConnection> whenUp) {
        var link = new RedisLink(vertx, url, name);
        link.whenUp = whenUp;
        return link.connect().map(link).otherwise(link);
    }

    public static Future<RedisLink> open(Vertx vertx, String url, String name) {
        return open(vertx, url, name, connection -> {});
    }

    public boolean isUp() {
        return connection != null;
    }

    /** Sends without a time limit; for blocking commands. */
    public Future<@Nullable Response> send(Request request) {
        var current = connection;
        return current == null ? Future.failedFuture(new RedisDown(name)) : current.send(request);
    }

    /** Sends with a time limit. */
    public Future<@Nullable Response> send(Request request, long timeoutMillis) {
        var current = connection;
        if (current == null) {
            return Future.failedFuture(new RedisDown(name));
        }
        var answer = current.send(request);
        var timer = vertx.setTimer(timeoutMillis, late -> lose(current, "no answer within " + timeoutMillis + " ms"));
        return answer.onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Closes for good. */
    public Future<Void> close() {
        closed = true;
        connection = null;
        return client.close();
    }

    private Future<Void> connect() {
        return client.connect()
                .map(fresh -> {
                    fresh.exceptionHandler(failure -> lose(fresh, failure.toString()));
                    fresh.endHandler(end -> lose(fresh, "closed"));
                    connection = fresh;
                    pauseMillis = FIRST_PAUSE_MILLIS;
                    LOG.atInfo().addKeyValue("link", name).log("connected to Redis");
                    whenUp.accept(fresh);
                    return (Void) null;
                })
                .onFailure(failure -> {
                    LOG.atDebug()
                            .addKeyValue("link", name)
                            .addKeyValue("cause", failure.toString())
                            .log("Redis is out of reach");
                    tryLater();
                });
    }

    private void lose(RedisConnection lost, String why) {
        context.runOnContext(here -> {
            if (connection == lost && !closed) {
                connection = null;
                LOG.atWarn().addKeyValue("link", name).addKeyValue("cause", why).log("lost the connection to Redis");
                lost.close();
                tryLater();
            }
        });
    }

    private void tryLater() {
        if (closed) {
            return;
        }
        vertx.setTimer(pauseMillis, now -> {
            if (!closed) {
                connect();
            }
        });
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
    }
}
