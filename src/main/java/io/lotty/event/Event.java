package io.lotty.event;

import io.lotty.id.EventId;
import io.lotty.id.EventTypeKey;
import java.time.Instant;

/**
 * An acknowledged event on its way into the table.
 *
 * @param properties compact JSON of an object
 */
public record Event(
        EventId id, EventTypeKey type, Decided decided, Instant occurredAt, Instant receivedAt, String properties) {}
