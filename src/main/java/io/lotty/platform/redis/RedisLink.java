package io.lotty.platform.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One connection to Redis that heals itself. Requests are pipelined on it; while it is down they fail at once instead of
 * waiting. It goes down when the connection is lost, and is tried again after {@link Pauses}; when Redis still loads its
 * data; and when a request outlives its time limit, so that a Redis that hangs or crawls costs those under way their limit
 * and later ones nothing. Then Redis is asked on the same connection until it answers within that limit again; one that
 * stays silent for a second is replaced.
 *
 * <p>Requests fail with {@link RedisDown}, or with the error that Redis answered; sending never throws.
 */
public final class RedisLink {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final int MAX_WAITING = 16_384;
    private static final int CONNECT_LIMIT_MILLIS = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final RedisOptions options;
    private final String name;
    private final Consumer<RedisConnection> whenUp;
    private final LinkMeters meters;
    private final RedisLine.Troubles troubles = new Present();
    private final Pauses pauses = new Pauses(ThreadLocalRandom::current);
    private volatile @Nullable RedisLine line;
    private volatile @Nullable RedisLine silent;
    private volatile boolean closed;
    private long patienceMillis = CONNECT_LIMIT_MILLIS;
    private boolean isToldDown;

    private RedisLink(Vertx vertx, String url, String name, Consumer<RedisConnection> whenUp, LinkMeters meters) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.name = name;
        this.whenUp = whenUp;
        this.meters = meters;
        this.options = new RedisOptions()
                .setConnectionString(url)
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setMaxWaitingHandlers(MAX_WAITING)
                .setPoolName("redis-" + name) // meters are named after it: else each try would leave new ones behind
                .setProtocolNegotiation(false);
        options.getNetClientOptions().setConnectTimeout(CONNECT_LIMIT_MILLIS).setTcpNoDelay(true);
    }

    /** See {@link RedisLinks#open(Vertx, String, String, Consumer)}. */
    static Future<RedisLink> open(
            Vertx vertx, String url, String name, Consumer<RedisConnection> whenUp, LinkMeters meters) {
        var link = new RedisLink(vertx, url, name, whenUp, meters);
        meters.opened();
        return link.connect().map(link).otherwise(link);
    }

    /** A link that no meter counts. */
    public static Future<RedisLink> open(Vertx vertx, String url, String name) {
        return RedisLinks.UNCOUNTED.open(vertx, url, name);
    }

    public boolean isUp() {
        return line != null;
    }

    /** Sends without a time limit; for blocking commands. */
    public Future<@Nullable Response> send(Request request) {
        var current = line;
        return current == null ? down() : current.send(request);
    }

    /** Sends with a time limit. */
    public Future<@Nullable Response> send(Request request, long timeoutMillis) {
        var current = line;
        return current == null ? down() : current.send(request, timeoutMillis);
    }

    /** Gives the present connection up for a new one, for a reason that only its user can see. */
    public void renew(String why) {
        var current = line;
        if (current != null) {
            troubles.lost(current, why);
        }
    }

    /** Closes for good; what waits for an answer fails. */
    public Future<Void> close() {
        if (closed) {
            return Future.succeededFuture();
        }
        closed = true;
        var last = line;
        line = null;
        if (last == null) {
            meters.closedWhileDown();
            var mute = silent;
            return mute == null ? Future.succeededFuture() : mute.end("closed");
        }
        meters.closedWhileUp();
        return last.end("closed");
    }

    private Future<@Nullable Response> down() {
        return Future.failedFuture(new RedisDown(name, "not connected"));
    }

    private Future<Void> connect() {
        var client = Redis.createClient(vertx, options);
        return client.connect()
                .compose(fresh -> fresh.send(Request.cmd(Command.PING))
                        .timeout(patienceMillis, TimeUnit.MILLISECONDS)
                        .map(fresh))
                .timeout(CONNECT_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .map(fresh -> {
                    take(client, fresh);
                    return (Void) null;
                })
                .onFailure(failure -> {
                    client.close();
                    LOG.atLevel(isToldDown ? Level.DEBUG : Level.WARN)
                            .addKeyValue("link", name)
                            .addKeyValue("cause", failure.getMessage())
                            .log("Redis is out of reach");
                    isToldDown = true;
                    tryLater();
                });
    }

    private void take(Redis client, RedisConnection fresh) {
        if (closed) {
            client.close();
            return;
        }
        line = new RedisLine(vertx, name, client, fresh, troubles);
        pauses.up(System.nanoTime());
        wentUp("connected to Redis");
        whenUp.accept(fresh);
    }

    private void wentUp(String how) {
        patienceMillis = CONNECT_LIMIT_MILLIS;
        isToldDown = false;
        meters.up();
        LOG.atInfo().addKeyValue("link", name).log(how);
    }

    private void wentDown(String how, String why) {
        isToldDown = true;
        meters.down();
        LOG.atWarn().addKeyValue("link", name).addKeyValue("cause", why).log(how);
    }

    /** What befalls the present line takes the link down, on its own context; what befalls one of before is no news. */
    private final class Present implements RedisLine.Troubles {
        @Override
        public void lost(RedisLine lost, String why) {
            unlessOver(lost, why, () -> {
                wentDown("lost the connection to Redis", why);
                replace(lost, why);
            });
        }

        @Override
        public void late(RedisLine late, long limitMillis) {
            var why = "no answer within " + limitMillis + " ms";
            unlessOver(late, why, () -> {
                wentDown("Redis does not answer in time", why);
                late.giveUp(why);
                silent = late;
                patienceMillis = Math.min(CONNECT_LIMIT_MILLIS, limitMillis);
                listen(late);
            });
        }
    }

    private void unlessOver(RedisLine troubled, String why, Runnable then) {
        if (closed) {
            return;
        }
        try {
            context.runOnContext(here -> {
                if (line == troubled && !closed) {
                    line = null;
                    then.run();
                }
            });
        } catch (RejectedExecutionException over) {
            // the event loop has ended before the connection did: nobody is left to connect again for
            closed = true;
            line = null;
            troubled.end(why);
        }
    }

    /** Asks until an answer takes no longer than what was missed. */
    private void listen(RedisLine late) {
        long asked = System.nanoTime();
        late.send(Request.cmd(Command.PING))
                .timeout(CONNECT_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .onComplete(answer -> {
                    if (closed) {
                        return;
                    }
                    if (answer.failed()) {
                        silent = null;
                        replace(late, "it stayed silent");
                    } else if (System.nanoTime() - asked > TimeUnit.MILLISECONDS.toNanos(patienceMillis)) {
                        listen(late);
                    } else {
                        silent = null;
                        line = late;
                        wentUp("Redis answers again");
                    }
                });
    }

    private void replace(RedisLine lost, String why) {
        pauses.down(System.nanoTime());
        lost.end(why);
        tryLater();
    }

    private void tryLater() {
        if (!closed) {
            vertx.setTimer(pauses.nextMillis(), now -> {
                if (!closed) {
                    connect();
                }
            });
        }
    }
}
