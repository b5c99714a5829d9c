package io.lotty.event.redis;

import io.lotty.event.DecisionIds;
import io.lotty.event.Event;
import io.lotty.event.ValueJson;
import io.lotty.event.Verdict;
import io.lotty.id.EventId;
import io.lotty.id.EventTypeKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Events as an entry of a stream holds them: id, type, decision id, times of occurrence and receipt in microseconds since
 * 1970, properties; with a NUL, which none of them has, between the parts, and two between events. The decision is carried
 * as its id, which says everything and was verified at the door.
 */
final class EventPayload {
    private static final String PART = "\0";
    private static final String END = PART + PART;
    private static final int COUNT = 6;

    private EventPayload() {}

    static String encode(List<Verdict.Checked> events, Instant receivedAt) {
        var text = new StringBuilder();
        var received = PART + micros(receivedAt) + PART;
        for (var event : events) {
            text.append(text.isEmpty() ? "" : END);
            text.append(event.id().value()).append(PART);
            text.append(event.type().key().value()).append(PART);
            text.append(event.decisionId()).append(PART);
            text.append(micros(event.occurredAt())).append(received);
            ValueJson.write(event.properties(), text);
        }
        return text.toString();
    }

    /** The events of an entry, each still encoded. */
    static List<String> split(String entry) {
        return cut(entry, END);
    }

    /** The id that an encoded event begins with, whatever follows. */
    static String idOf(String event) {
        int end = event.indexOf(PART);
        return end < 0 ? "" : event.substring(0, end);
    }

    /** When an encoded event occurred and was received. */
    record Times(Instant occurredAt, Instant receivedAt) {}

    /** Empty where it cannot be read. */
    static Optional<Times> timesOf(String event) {
        var parts = cut(event, PART);
        try {
            return parts.size() == COUNT
                    ? Optional.of(new Times(instant(parts.get(3)), instant(parts.get(4))))
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Reads one event of what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    static Event decode(String event, DecisionIds decisionIds) {
        var parts = cut(event, PART);
        if (parts.size() != COUNT) {
            throw new IllegalArgumentException("is no event: it has " + parts.size() + " of " + COUNT + " parts");
        }
        return new Event(
                new EventId(parts.get(0)),
                new EventTypeKey(parts.get(1)),
                decisionIds.read(parts.get(2)),
                instant(parts.get(3)),
                instant(parts.get(4)),
                parts.get(5));
    }

    /** What lies between, empty pieces too; a pattern takes several times as long. */
    private static List<String> cut(String text, String between) {
        var pieces = new ArrayList<String>();
        int from = 0;
        for (int at = text.indexOf(between); at >= 0; at = text.indexOf(between, from)) {
            pieces.add(text.substring(from, at));
            from = at + between.length();
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(String micros) {
        long all = Long.parseLong(micros);
        return Instant.ofEpochSecond(Math.floorDiv(all, 1_000_000L), Math.floorMod(all, 1_000_000L) * 1_000);
    }
}
