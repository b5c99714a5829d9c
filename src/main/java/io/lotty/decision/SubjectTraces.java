package io.lotty.decision;

import io.lotty.access.Stamp;
import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;

/** What is known of a subject beside its record. */
public interface SubjectTraces {
    /**
     * Deletes all of it, and keeps out what was assigned or received up to a moment and is stored only later; all or
     * nothing. Signed, and audited under the subject's hash.
     *
     * @param record deletes the subject's record and says how many entries it had; called while nobody can add or restore
     *     anything of a subject, and when it throws, nothing is deleted here
     */
    Erased erase(SubjectId subject, Instant upTo, Stamp stamp, IntSupplier record);

    /**
     * What is gone.
     *
     * @param assignments experiments that held the subject
     * @param namedInOverrides experiments of which some version forces the subject into a variant; versions never change,
     *     so people have to deal with them
     */
    record Erased(long assignments, long events, List<ExperimentId> namedInOverrides) {
        public Erased {
            namedInOverrides = List.copyOf(namedInOverrides);
        }
    }
}
