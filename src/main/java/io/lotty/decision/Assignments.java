package io.lotty.decision;

import java.util.List;

/**
 * The copy of all assignments. Redis holds the truth and answers for it; this is what Redis is filled from when it has lost
 * its memory.
 */
public interface Assignments {
    /**
     * Adds all or none. Of a subject and an experiment the latest assignment stays: Redis lost the others before it. So a
     * repetition changes nothing; one of a subject who was erased since does not come back.
     *
     * @return how many were new, or later than what was there
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
