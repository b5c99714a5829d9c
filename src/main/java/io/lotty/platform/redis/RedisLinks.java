package io.lotty.platform.redis;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisConnection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Opens the links of a process and counts them. Meters are by the links' names, so names are few. For any thread. */
public final class RedisLinks {
    static final RedisLinks UNCOUNTED = new RedisLinks(new CompositeMeterRegistry());

    private final MeterRegistry registry;
    private final ConcurrentHashMap<String, LinkMeters> meters = new ConcurrentHashMap<>();

    public RedisLinks(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Opens a link that belongs to the calling context.
     *
     * @param whenUp runs after each (re)connection: the place to subscribe
     * @return completes when the first attempt is over, whether it worked or not
     */
    public Future<RedisLink> open(Vertx vertx, String url, String name, Consumer<RedisConnection> whenUp) {
        return RedisLink.open(
                vertx, url, name, whenUp, meters.computeIfAbsent(name, link -> new LinkMeters(registry, link)));
    }

    public Future<RedisLink> open(Vertx vertx, String url, String name) {
        return open(vertx, url, name, connection -> {});
    }
}
