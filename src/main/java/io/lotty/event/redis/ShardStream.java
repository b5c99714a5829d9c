package io.lotty.event.redis;

import io.lotty.platform.redis.Delivery;
import io.lotty.platform.redis.GroupStream;
import io.lotty.platform.redis.RedisLink;
import java.time.Instant;

/** One shard's stream as one consumer of the ingest sees it, and the stream of what cannot be stored. */
public final class ShardStream {
    private final GroupStream stream;
    private final String key;
    private final int shard;

    /**
     * One consumer's end of a stream.
     *
     * @param link used by nobody else: reading blocks it
     * @param consumer unlike that of any other live process
     */
    public ShardStream(RedisLink link, EventStreams streams, int shard, String consumer) {
        this.key = streams.stream(shard);
        this.stream = new GroupStream(link, key, EventStreams.GROUP, consumer);
        this.shard = shard;
    }

    GroupStream stream() {
        return stream;
    }

    int shard() {
        return shard;
    }

    /** How many events of all shards are put aside. */
    long buried() {
        return stream.length(EventStreams.DEAD);
    }

    /**
     * Puts an event that cannot be stored aside, whole, to be looked at and replayed.
     *
     * @throws IllegalStateException when no more may lie aside: it was acknowledged, so it waits where it is
     */
    void bury(Delivery.Item item, String reason, Instant at) {
        boolean isAside = stream.putAside(
                EventStreams.DEAD,
                EventStreams.MAX_DEAD,
                "reason",
                reason,
                "at",
                at.toString(),
                "stream",
                key,
                "entry",
                item.entryId(),
                "event_id",
                item.name(),
                "payload",
                item.payload());
        if (!isAside) {
            throw new IllegalStateException(
                    "there are " + EventStreams.MAX_DEAD + " dead letters, and room for no more."
                            + " List them (GET /api/v1/dead-letters), mend what their reasons tell, then replay or discard some");
        }
    }
}
