package io.lotty.decision;

import java.util.List;

/**
 * The copy of all assignments. Redis holds the truth and answers for it; this is what Redis is filled from when it has lost
 * its memory.
 */
public interface Assignments {
    /**
     * Adds all or none. One that is there already changes nothing, so a repetition is safe; one of a subject who was erased
     * since does not come back.
     *
     * @return how many were new
     * @throws Unstorable when one of them can never be stored; anything else that is thrown is worth another try
     */
    int add(List<Assignment> assignments);

    /** The data itself is refused, now and whenever it is tried again. */
    final class Unstorable extends RuntimeException {
        public Unstorable(String reason, Throwable cause) {
            super(reason, cause, false, false);
        }
    }
}
