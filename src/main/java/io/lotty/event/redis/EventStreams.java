package io.lotty.event.redis;

import java.util.stream.IntStream;

/**
 * The keys of events in Redis. All keys of a shard share a hash tag, so that one script may touch them in a cluster.
 *
 * @param shards how many streams; an event's id decides its stream, so that a repeated id meets its claim
 * @param maxEntries after which a stream takes nothing more; an entry holds one batch's events, 1 MiB at most
 */
public record EventStreams(int shards, int maxEntries) {
    /** The consumer group of the ingest. */
    static final String GROUP = "ingest";

    /** The stream of what could not be stored, with its reason. Bounded: the oldest make room. */
    static final String DEAD = "lotty:events:dead";

    static final int MAX_DEAD = 10_000;

    /** The one field of an entry: events as {@link EventPayload} writes them. */
    static final String FIELD = "events";

    public EventStreams {
        if (shards < 1 || maxEntries < 1) {
            throw new IllegalArgumentException("there is at least one shard, with room for at least one entry");
        }
    }

    /** Unbounded life, bounded length. */
    String stream(int shard) {
        return "lotty:events:{" + shard + "}";
    }

    /** A stream of the present configuration: the named one, or the first where there were more shards once. */
    String known(String stream) {
        return IntStream.range(0, shards)
                .mapToObj(this::stream)
                .filter(stream::equals)
                .findFirst()
                .orElseGet(() -> stream(0));
    }

    /** The ids that were taken in a period. */
    String taken(int shard, Period period) {
        return "lotty:taken:{" + shard + "}:" + period.number();
    }

    /** The decisions to which an exposure was reported in a period. */
    static String exposed(Period period) {
        return "lotty:{exposed}:" + period.number();
    }

    /** Spreads what callers number through; the multiplier is the golden ratio's, as in Fibonacci hashing. */
    int shardOf(String eventId) {
        return Math.floorMod((eventId.hashCode() * 0x9E3779B9) >>> 8, shards);
    }
}
