package io.lotty.event;

import io.lotty.refusal.Refusal;
import java.util.List;

/** What became of checked events that were offered to the store. */
public sealed interface Offer {
    /**
     * All are durable.
     *
     * @param fresh those that are new
     * @param pending how many of the fresh ones wait for an exposure that nobody has reported yet
     * @param duplicates how many carry an id that had been taken before
     */
    record Kept(List<Verdict.Checked> fresh, int pending, int duplicates) implements Offer {
        public static final Kept NOTHING = new Kept(List.of(), 0, 0);
    }

    /** None is acknowledged, and the sender repeats them all. */
    record Refused(Refusal.Unavailable reason) implements Offer {}
}
