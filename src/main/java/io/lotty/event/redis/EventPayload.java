package io.lotty.event.redis;

import io.lotty.event.DecisionIds;
import io.lotty.event.Event;
import io.lotty.event.ValueJson;
import io.lotty.event.Verdict;
import io.lotty.id.EventId;
import io.lotty.id.EventTypeKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * An event as a stream holds it: type, decision id, times in microseconds since 1970, properties; a line each. The
 * decision is carried as its id, which says everything and was verified at the door.
 */
final class EventPayload {
    private static final Pattern LINE = Pattern.compile("\n");
    private static final int LINES = 5;

    private EventPayload() {}

    static String encode(Verdict.Checked event, Instant receivedAt) {
        return event.type().key() + "\n" + event.decisionId() + "\n" + micros(event.occurredAt()) + "\n"
                + micros(receivedAt) + "\n" + ValueJson.write(event.properties());
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    static Event decode(String eventId, String payload, DecisionIds decisionIds) {
        var lines = LINE.split(payload, LINES);
        if (lines.length != LINES) {
            throw new IllegalArgumentException("is no event: it has " + lines.length + " of " + LINES + " lines");
        }
        return new Event(
                new EventId(eventId),
                new EventTypeKey(lines[0]),
                decisionIds.read(lines[1]),
                instant(lines[2]),
                instant(lines[3]),
                lines[4]);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }
}
