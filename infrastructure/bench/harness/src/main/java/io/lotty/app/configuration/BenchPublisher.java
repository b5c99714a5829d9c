package io.lotty.app.configuration;

import io.lotty.decision.Plan;
import io.lotty.platform.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Publishes a configuration as management would, but without Postgres; stands here because how is nobody else's business. */
public final class BenchPublisher {
    private final RedisLink link;
    private final RedisConfiguration target;

    private BenchPublisher(RedisLink link) {
        this.link = link;
        this.target = new RedisConfiguration(link);
    }

    /** Completes when Redis answers, which a loaded machine delays. */
    public static Future<BenchPublisher> open(Vertx vertx, String redisUrl) {
        return RedisLink.open(vertx, redisUrl, "bench")
                .compose(link -> whenUp(vertx, link))
                .map(BenchPublisher::new);
    }

    private static Future<RedisLink> whenUp(Vertx vertx, RedisLink link) {
        return link.isUp()
                ? Future.succeededFuture(link)
                : vertx.timer(200, TimeUnit.MILLISECONDS).compose(later -> whenUp(vertx, link));
    }

    /** The plan of a configuration, as an edge gets it. */
    public static Plan plan(String document) {
        return new ConfigurationReader()
                .read(document.getBytes(StandardCharsets.UTF_8))
                .plan();
    }

    /** The revision that is published; 0 when there is none. */
    public Future<Long> revision() {
        return target.revision();
    }

    /** Removes keys; patterns as {@code KEYS} has them, so only for a Redis that serves nobody else. */
    public Future<Void> remove(List<String> patterns) {
        var removed = patterns.stream().map(this::remove).toList();
        return Future.all(removed).mapEmpty();
    }

    /** How many entries the streams have whose names fit the pattern. */
    public Future<Long> lengthOf(String pattern) {
        return link.send(Request.cmd(Command.KEYS).arg(pattern)).compose(keys -> {
            var lengths = keys.stream()
                    .map(key -> link.send(Request.cmd(Command.XLEN).arg(key.toString())))
                    .toList();
            return Future.all(lengths)
                    .map(all -> all.<Response>list().stream()
                            .mapToLong(Response::toLong)
                            .sum());
        });
    }

    private Future<?> remove(String pattern) {
        return link.send(Request.cmd(Command.KEYS).arg(pattern)).compose(keys -> {
            var unlink = Request.cmd(Command.UNLINK);
            keys.forEach(key -> unlink.arg(key.toString()));
            return keys.size() == 0 ? Future.succeededFuture() : link.send(unlink);
        });
    }

    /** @param document a configuration as {@link ConfigurationJson} writes it */
    public Future<Void> publish(long revision, String document) {
        return target.publish(revision, Buffer.buffer(document)).mapEmpty();
    }
}
