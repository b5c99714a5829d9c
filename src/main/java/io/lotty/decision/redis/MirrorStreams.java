package io.lotty.decision.redis;

/**
 * The keys under which new assignments travel from the edges to Postgres. An entry holds what one event-loop turn claimed:
 * for each subject a field, see {@link MirrorPayload}. Any stream takes any subject: rows may come in any order.
 */
public final class MirrorStreams {
    /** How many streams, each moved by a loop of its own. */
    public static final int SHARDS = 2;

    /** The consumer group of the ingest. */
    static final String GROUP = "mirror";

    /** After which a stream takes nothing more, and edges keep what they can. */
    static final int MAX_ENTRIES = 50_000;

    /** Of one entry. */
    static final int MAX_SUBJECTS = 32;

    private MirrorStreams() {}

    /** Unbounded life, bounded length; an entry goes when it is stored. */
    static String stream(int shard) {
        return "lotty:assigned:{" + shard + "}";
    }
}
