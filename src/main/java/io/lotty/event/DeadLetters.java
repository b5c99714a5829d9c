package io.lotty.event;

import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.util.List;

/** What the ingest could not store. Bounded: beyond 10,000 letters it waits, and loses none. Calls may wait. */
public interface DeadLetters {
    /** At most so many are replayed or discarded in one go. */
    int MAX_AT_ONCE = 1_000;

    /**
     * How a replay went.
     *
     * @param replayed letters whose events are on their way to the table again
     * @param missing ids of which there is no letter, any more or at all
     * @param tooOld letters that were asked for or come before those that are replayed, and stay where they are:
     *     {@link ReplayLimits} says why
     */
    record Replay(int replayed, int missing, int tooOld) {}

    /** Oldest first. */
    Page<DeadLetter> list(PageRequest request);

    /**
     * Sends letters' events to the ingest again. One that fails again becomes a new letter; one that was stored meanwhile
     * still counts once. One that is too old stays a letter. When this fails half-way, or finds a stream full, a repetition
     * completes it.
     *
     * @param ids of letters
     */
    Replay replay(List<String> ids);

    /** Sends the oldest letters' events to the ingest again that are not too old, {@value #MAX_AT_ONCE} at most. */
    Replay replayOldest();

    /**
     * Gives letters up for good; says how many there were.
     *
     * @param ids of letters, at most {@value #MAX_AT_ONCE}; those of which there is no letter are passed over
     */
    int discard(List<String> ids);
}
