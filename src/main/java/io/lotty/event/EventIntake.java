package io.lotty.event;

import io.lotty.id.EventId;
import io.lotty.id.SubjectId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The check of reported events against catalogue, decision and clock. Each event is judged for itself; the first flaw
 * in the order of the fields decides. Fields that an event does not have are passed over.
 */
public final class EventIntake {
    private final EventCatalogue catalogue;
    private final DecisionIds decisionIds;
    private final Instant earliest;
    private final Instant latest;

    private EventIntake(EventCatalogue catalogue, DecisionIds decisionIds, Instant now, EventLimits limits) {
        this.catalogue = catalogue;
        this.decisionIds = decisionIds;
        this.earliest = now.minus(limits.maxAge());
        this.latest = now.plus(limits.maxSkew());
    }

    /** One verdict for each event, in their order. */
    public static List<Verdict> check(
            List<ReportedEvent> batch,
            EventCatalogue catalogue,
            DecisionIds decisionIds,
            Instant now,
            EventLimits limits) {
        var intake = new EventIntake(catalogue, decisionIds, now, limits);
        return batch.stream().map(intake::judge).toList();
    }

    private Verdict judge(ReportedEvent event) {
        return switch (event) {
            case ReportedEvent.NoObject(int index) ->
                new Verdict.Rejected(
                        index,
                        Optional.empty(),
                        EventError.INVALID_EVENT,
                        Optional.empty(),
                        "must be an object",
                        About.NOTHING_KNOWN);
            case ReportedEvent.Entry entry -> {
                try {
                    yield checked(entry);
                } catch (Flawed flawed) {
                    yield rejected(entry, flawed.flaw);
                }
            }
        };
    }

    private Verdict.Checked checked(ReportedEvent.Entry entry) {
        var id = eventId(text("event_id", entry.eventId()));
        var typeKey = text("type", entry.type());
        var decisionId = text("decision_id", entry.decisionId());
        var time = text("occurred_at", entry.occurredAt());
        var properties = properties(entry.properties());
        var type = type(typeKey);
        var decided = decisionIds
                .verify(decisionId)
                .orElseThrow(() -> new Flawed(
                        EventError.INVALID_DECISION_ID, "decision_id", "is not an id that a decision of ours carried"));
        requireSubject(entry.subjectId(), decided);
        var occurredAt = time(time);
        type.schema().flaw(properties).ifPresent(flaw -> {
            throw new Flawed(flaw);
        });
        return new Verdict.Checked(entry.index(), id, type, decisionId, decided, occurredAt, properties);
    }

    private static String text(String field, @Nullable Value value) {
        return switch (value) {
            case null -> throw new Flawed(EventError.MISSING_FIELD, field, "is required");
            case Value.Text(var text) -> text;
            case Value.Unfit(var why) -> throw new Flawed(EventError.INVALID_EVENT, field, why);
            case Value.Numeric _, Value.Truth _, Value.Items _, Value.Fields _ ->
                throw new Flawed(EventError.WRONG_TYPE, field, "must be a string");
        };
    }

    private static EventId eventId(String text) {
        try {
            return new EventId(text);
        } catch (IllegalArgumentException unfit) {
            throw new Flawed(EventError.INVALID_EVENT, "event_id", String.valueOf(unfit.getMessage()));
        }
    }

    private EventType type(String key) {
        var type = catalogue
                .find(key)
                .orElseThrow(() -> new Flawed(
                        EventError.UNKNOWN_TYPE, "type", "is not the key of an event type in the catalogue"));
        if (type.archivedAt().isPresent()) {
            throw new Flawed(EventError.ARCHIVED_TYPE, "type", "is archived: its events are not taken any more");
        }
        return type;
    }

    private Instant time(String text) {
        Instant at;
        try {
            at = EventTime.parse(text);
        } catch (DateTimeException notOne) {
            throw new Flawed(
                    EventError.WRONG_TYPE, "occurred_at", "must be an RFC 3339 time such as 2027-01-31T09:30:00Z");
        }
        if (at.isBefore(earliest) || at.isAfter(latest)) {
            throw new Flawed(
                    EventError.TIME_OUT_OF_RANGE, "occurred_at", "must lie between " + earliest + " and " + latest);
        }
        return at;
    }

    private static Value.Fields properties(@Nullable Value value) {
        return switch (value) {
            case null -> Value.Fields.NONE;
            case Value.Fields(var fields)
            when fields.size() > EventLimits.MAX_PROPERTIES ->
                throw new Flawed(
                        EventError.INVALID_VALUE,
                        "properties",
                        "must have at most " + EventLimits.MAX_PROPERTIES + " fields");
            case Value.Fields fields -> fields;
            case Value.Unfit(var why) -> throw new Flawed(EventError.INVALID_VALUE, "properties", why);
            case Value.Text _, Value.Numeric _, Value.Truth _, Value.Items _ ->
                throw new Flawed(EventError.WRONG_TYPE, "properties", "must be an object");
        };
    }

    private static void requireSubject(@Nullable Value value, Decided decided) {
        if (value == null) {
            return;
        }
        var text = text("subject_id", value);
        try {
            if (decided.isAbout(new SubjectId(text))) {
                return;
            }
        } catch (IllegalArgumentException nobody) {
            throw new Flawed(EventError.SUBJECT_MISMATCH, "subject_id", String.valueOf(nobody.getMessage()));
        }
        throw new Flawed(EventError.SUBJECT_MISMATCH, "subject_id", "is not the subject that the decision was about");
    }

    private Verdict rejected(ReportedEvent.Entry entry, Flaw flaw) {
        return new Verdict.Rejected(
                entry.index(),
                textOf(entry.eventId()),
                flaw.code(),
                Optional.of(flaw.field()),
                flaw.message(),
                about(entry, flaw.code()));
    }

    /** Asked once more, and only of those that are rejected: they may have failed before anybody asked. */
    private About about(ReportedEvent.Entry entry, EventError code) {
        var decisionId = code == EventError.INVALID_DECISION_ID ? Optional.<String>empty() : textOf(entry.decisionId());
        var type = code == EventError.UNKNOWN_TYPE ? Optional.<String>empty() : textOf(entry.type());
        return new About(
                decisionId.flatMap(decisionIds::verify).flatMap(Decided::reported),
                type.flatMap(catalogue::find).map(EventType::key));
    }

    private static Optional<String> textOf(@Nullable Value value) {
        return value instanceof Value.Text(var text) ? Optional.of(text) : Optional.empty();
    }

    /** Leaves the check of one event at its first flaw; never leaves this class, carries no stack trace. */
    private static final class Flawed extends RuntimeException {
        private final transient Flaw flaw;

        Flawed(Flaw flaw) {
            super(flaw.message(), null, false, false);
            this.flaw = flaw;
        }

        Flawed(EventError code, String field, String message) {
            this(new Flaw(code, field, message));
        }
    }
}
