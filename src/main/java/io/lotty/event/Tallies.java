package io.lotty.event;

import java.util.List;

/** What became of events when they arrived, counted. */
public interface Tallies {
    /**
     * Adds all or none; a sheet that was added before changes nothing, so a repetition is safe. One that is so old that it
     * may have been added and forgotten is passed over.
     *
     * @return how many events the sheets count that were passed over
     * @throws Unstorable when one of them can never be stored; anything else that is thrown is worth another try
     */
    long add(List<TallySheet> sheets);

    /** The data itself is refused, now and whenever it is tried again. */
    final class Unstorable extends RuntimeException {
        public Unstorable(String reason, Throwable cause) {
            super(reason, cause, false, false);
        }
    }
}
