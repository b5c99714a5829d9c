package io.lotty.metric;

import io.lotty.id.MetricKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A number that experiments are judged by, as its newest definition says, or as the one says that an experiment started with.
 *
 * @param version of the definition, from 1
 * @param archivedAt since when no design may name it
 * @param revision counts changes, for optimistic locking
 */
public record Metric(
        MetricKey key,
        int version,
        Definition definition,
        Optional<Instant> archivedAt,
        int revision,
        Instant createdAt,
        Instant updatedAt) {

    /** With the next version of its definition. */
    Metric redefined(Definition next, Instant at) {
        return new Metric(key, version + 1, next, archivedAt, revision, createdAt, at);
    }

    Metric archived(Instant at) {
        return new Metric(key, version, definition, Optional.of(at), revision, createdAt, at);
    }
}
