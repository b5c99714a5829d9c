package io.lotty.event;

import org.jspecify.annotations.Nullable;

/** One item of a batch as it came, read but not judged: a null field was absent or null. */
public sealed interface ReportedEvent {
    /** The place in the batch, from 0. */
    int index();

    record Entry(
            int index,
            @Nullable Value eventId,
            @Nullable Value type,
            @Nullable Value decisionId,
            @Nullable Value occurredAt,
            @Nullable Value properties,
            @Nullable Value subjectId)
            implements ReportedEvent {}

    /** A number, a string … where an event should be. */
    record NoObject(int index) implements ReportedEvent {}
}
