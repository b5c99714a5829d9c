package io.lotty.event.redis;

import io.lotty.event.DecisionTag;
import java.time.Duration;

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

    /** A day longer than an exposure may be late. Retries are over by then; beyond it Postgres still knows. */
    static final Duration MEMORY = Duration.ofDays(8);

    public EventStreams {
        if (shards < 1 || maxEntries < 1) {
            throw new IllegalArgumentException("there is at least one shard, with room for at least one entry");
        }
    }

    /** Unbounded life, bounded length. */
    String stream(int shard) {
        return "lotty:events:{" + shard + "}";
    }

    /** There while the id counts as taken; lives {@link #MEMORY}. Beyond it Postgres still knows. */
    String claim(int shard, String eventId) {
        return "lotty:claim:{" + shard + "}:" + eventId;
    }

    /** There when an exposure to the decision was reported; lives {@link #MEMORY}. */
    String exposed(DecisionTag decision) {
        return "lotty:exposed:{" + decision + "}";
    }

    /** Spreads what callers number through; the multiplier is the golden ratio's, as in Fibonacci hashing. */
    int shardOf(String eventId) {
        return Math.floorMod((eventId.hashCode() * 0x9E3779B9) >>> 8, shards);
    }
}
