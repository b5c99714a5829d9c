package io.lotty.event.pg;

import io.lotty.event.Event;
import io.lotty.event.PlainDecisions;
import io.lotty.id.EventId;
import io.lotty.id.EventTypeKey;
import io.lotty.platform.pg.Pg;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Events to store, and a look at what is stored. */
final class Happenings {
    static final Instant NOON = Instant.parse("2027-02-03T12:00:00Z");

    private Happenings() {}

    /** A click of a subject whose decision has the number; blue was assigned. */
    static Event click(String id, int decision) {
        return event(id, "click", decision, NOON, "{}");
    }

    static Event event(String id, String type, int decision, Instant occurredAt, String properties) {
        return of(id, type, PlainDecisions.id(decision, "subject-" + decision, "blue"), occurredAt, properties);
    }

    static Event of(String id, String type, String decisionId, Instant occurredAt, String properties) {
        return new Event(
                new EventId(id),
                new EventTypeKey(type),
                new PlainDecisions().read(decisionId),
                occurredAt,
                NOON.plusSeconds(60),
                properties);
    }

    static List<Event> clicks(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> click("event-" + i, i)).toList();
    }

    static long events(Pg pg) {
        return number(pg, "SELECT count(event_id) AS n FROM event");
    }

    static long number(Pg pg, String sql) {
        return pg.read(tx -> tx.one(sql, row -> row.getLong("n"))).orElseThrow();
    }
}
