package io.lotty.report.pg;

import io.lotty.event.Decided;
import io.lotty.event.DecisionTag;
import io.lotty.event.Event;
import io.lotty.event.pg.PgEvents;
import io.lotty.id.EventId;
import io.lotty.id.EventTypeKey;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.SubjectHash;
import io.lotty.id.VariantName;
import io.lotty.platform.pg.Pg;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores events as the ingest does. */
public final class EventTable {
    public static final Instant RECEIVED = Instant.parse("2027-03-09T00:00:00Z");

    private EventTable() {}

    public static void fill(Pg pg, List<StoredEvent> events) {
        new PgEvents(pg).add(events.stream().map(EventTable::event).toList());
    }

    public static Event event(StoredEvent event) {
        return new Event(
                new EventId(event.id()),
                new EventTypeKey(event.type()),
                new Decided(
                        new DecisionTag(0, event.decision()),
                        new FlagKey("button"),
                        Optional.of(new ExperimentId(event.experiment())),
                        1,
                        Optional.of(new VariantName(event.variant())),
                        event.reason(),
                        new SubjectHash(0, event.subject())),
                event.occurredAt(),
                RECEIVED,
                event.amount() == null ? "{}" : "{\"amount\": " + event.amount() + "}");
    }

    /** A decision on the experiment's flag which no experiment made. */
    public static Decided undecided(SubjectHash subject) {
        return new Decided(
                new DecisionTag(1, subject.low()),
                new FlagKey("button"),
                Optional.empty(),
                0,
                Optional.empty(),
                "no_experiment",
                subject);
    }
}
