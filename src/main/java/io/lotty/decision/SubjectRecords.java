package io.lotty.decision;

import io.lotty.id.SubjectId;
import io.lotty.refusal.Refusal;
import java.util.Map;

/**
 * What subjects hold, for people and for operators: calls that may wait. Products' calls have {@code RedisAssignments}.
 * Each refuses with {@link Refusal.Unavailable} when the records cannot be reached.
 */
public interface SubjectRecords {
    AssignmentRecord of(SubjectId subject);

    /**
     * Deletes what the subject holds; one that cannot be read, too.
     *
     * @return how many entries it had
     */
    int forget(SubjectId subject);

    /** Adds to each subject's record the entries that it lacks, and changes or removes none that it has. */
    Restored restore(Map<SubjectId, AssignmentRecord> copies);

    /**
     * What came of it.
     *
     * @param added entries that were missing
     * @param unreadable records that are there and cannot be read: they were left as they are
     */
    record Restored(long added, long unreadable) {
        public static final Restored NOTHING = new Restored(0, 0);

        public Restored plus(Restored other) {
            return new Restored(added + other.added, unreadable + other.unreadable);
        }
    }
}
