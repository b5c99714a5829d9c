package io.lotty.event.redis;

import io.lotty.platform.redis.RedisLink;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Objects;
import java.util.Optional;

/** Looks at the streams of events. Stands here because the streams' names are nobody else's business. */
public final class StreamsInSight implements AutoCloseable {
    private static final long LIMIT_MILLIS = 1_000;

    private final RedisLink link;
    private final EventStreams streams;

    private StreamsInSight(RedisLink link, EventStreams streams) {
        this.link = link;
        this.streams = streams;
    }

    /**
     * What the streams hold.
     *
     * @param entries not stored yet, of all shards
     * @param dead events put aside
     */
    public record Sight(long entries, long dead) {
        /** Whether nothing waits any more. */
        public boolean isStored() {
            return entries == 0;
        }
    }

    public static StreamsInSight open(Vertx vertx, String redisUrl, int shards) {
        var link = RedisLink.open(vertx, redisUrl, "chaos").await();
        return new StreamsInSight(link, new EventStreams(shards, Integer.MAX_VALUE));
    }

    /** Empty when Redis does not answer. */
    public Optional<Sight> look() {
        try {
            long entries = 0;
            for (int shard = 0; shard < streams.shards(); shard++) {
                entries += length(streams.stream(shard));
            }
            return Optional.of(new Sight(entries, length(EventStreams.DEAD)));
        } catch (Exception away) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        link.close().await();
    }

    private long length(String stream) {
        var length =
                link.send(Request.cmd(Command.XLEN).arg(stream), LIMIT_MILLIS).await();
        return Objects.requireNonNull(length).toLong();
    }
}
