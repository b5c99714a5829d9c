package io.lotty.event;

import io.lotty.refusal.Refusal;
import java.util.List;

/** What became of checked events that were offered to the store. */
public sealed interface Offer {
    /** The events that are new and durable, whatever became of the others. */
    List<Verdict.Checked> fresh();

    /**
     * All are durable.
     *
     * @param pending how many of the fresh ones wait for an exposure that nobody has reported yet
     * @param duplicates how many carry an id that had been taken before
     */
    record Kept(List<Verdict.Checked> fresh, int pending, int duplicates) implements Offer {
        public static final Kept NOTHING = new Kept(List.of(), 0, 0);
    }

    /** Not all are durable: none is acknowledged, and the sender repeats them all. */
    record Refused(List<Verdict.Checked> fresh, Refusal.Unavailable reason) implements Offer {}
}
