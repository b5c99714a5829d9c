package io.lotty.decision;

import io.lotty.id.SubjectId;
import io.lotty.targeting.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One question.
 *
 * @param flags the keys asked for, as they were sent; empty for all
 * @param enroll whether the subject may be assigned by this request
 */
public record DecideRequest(SubjectId subject, Attributes attributes, Optional<List<String>> flags, boolean enroll) {
    public static final int MAX_FLAGS = 100;

    /** The same, assigning nobody. */
    public DecideRequest withoutEnrolment() {
        return new DecideRequest(subject, attributes, flags, false);
    }

    public byte[] subjectBytes() {
        return subject.value().getBytes(StandardCharsets.UTF_8);
    }
}
