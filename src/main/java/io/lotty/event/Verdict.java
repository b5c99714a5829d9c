package io.lotty.event;

import io.lotty.id.EventId;
import java.time.Instant;
import java.util.Optional;

/** What the intake says about one event of a batch. */
public sealed interface Verdict {
    /** The place in the batch, from 0. */
    int index();

    /**
     * Fit to be counted; whether it is the first with its id is for the store to say.
     *
     * @param decisionId as it came, verified
     * @param occurredAt cut to microseconds
     */
    record Checked(
            int index,
            EventId id,
            EventType type,
            String decisionId,
            Decided decided,
            Instant occurredAt,
            Value.Fields properties)
            implements Verdict {}

    /**
     * Not taken.
     *
     * @param eventId where it could be read
     * @param field empty when the whole event is meant
     */
    record Rejected(
            int index, Optional<String> eventId, EventError code, Optional<String> field, String message, About about)
            implements Verdict {}
}
