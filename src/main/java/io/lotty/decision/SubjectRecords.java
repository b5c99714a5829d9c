package io.lotty.decision;

import io.lotty.id.SubjectId;
import io.lotty.refusal.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongFunction;

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

    /** Waits so long, then deletes what was written for the subject meanwhile. */
    void forgetAfter(SubjectId subject, Duration pause);

    /**
     * Adds to each subject's record the entries that it lacks and that rules have not given away meanwhile, see {@link
     * Restoration}.
     *
     * @param plans answers a plan that is of this revision or newer, if there is one
     */
    Restored restore(Map<SubjectId, AssignmentRecord> copies, LongFunction<Plan> plans);

    /**
     * What came of it.
     *
     * @param added entries that were missing
     * @param leftOut entries that stay away, because other experiments have their places now
     * @param unreadable records that are there and cannot be read: they were left as they are
     */
    record Restored(long added, long leftOut, long unreadable) {
        public static final Restored NOTHING = new Restored(0, 0, 0);

        public Restored plus(Restored other) {
            return new Restored(added + other.added, leftOut + other.leftOut, unreadable + other.unreadable);
        }
    }
}
