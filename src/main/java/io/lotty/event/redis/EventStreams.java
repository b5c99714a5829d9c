package io.lotty.event.redis;

import java.util.stream.IntStream;

/**
 * The keys of events in Redis. They share a hash tag, so that one script may take a batch whole, in a cluster too.
 *
 * @param shards how many streams; each is stored by a loop of its own
 * @param maxEntries after which a stream takes nothing more; an entry holds one batch's events, 1 MiB at most
 */
public record EventStreams(int shards, int maxEntries) {
    /** The consumer group of the ingest. */
    static final String GROUP = "ingest";

    private static final String TAG = "lotty:{events}:";

    /** The stream of what could not be stored, with its reason. Bounded: when it is full, the ingest waits. */
    static final String DEAD = TAG + "dead";

    /** The stream of what answers said of duplicates and rejections. */
    static final String TALLIES = TAG + "tallies";

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
        return TAG + shard;
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
    static String taken(Period period) {
        return TAG + "taken:" + period.number();
    }

    /** The decisions to which an exposure was reported in a period. */
    static String exposed(Period period) {
        return TAG + "exposed:" + period.number();
    }
}
