package io.lotty.event.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lotty.event.EventLimits;
import io.lotty.event.Offer;
import io.lotty.event.ReportedEvent;
import io.lotty.event.Value;
import io.lotty.event.ValueJson;
import io.lotty.event.Verdict;
import io.lotty.platform.http.MalformedJson;
import io.lotty.refusal.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Batches of events as products send them, and the answer. Streams; no trees of boxed values. */
final class EventJson {
    private EventJson() {}

    /**
     * Reads {@code {"events": […]}}. Refuses what is no JSON or no batch; what is wrong with a single event is read
     * all the same, for the intake to judge.
     */
    static List<ReportedEvent> readBatch(Buffer body) {
        try (var parser = ValueJson.FACTORY.createParser(body.getBytes())) {
            if (parser.nextToken() == null) {
                throw new Refusal.Unreadable("malformed_json", "The body is empty; send {\"events\": […]}.");
            }
            var batch = batch(parser);
            if (parser.nextToken() != null) {
                throw new Refusal.Unreadable("malformed_json", "The body goes on after its JSON.");
            }
            return batch;
        } catch (IOException malformed) {
            throw MalformedJson.refusal(malformed);
        }
    }

    static JsonObject answer(Offer.Kept kept, List<Verdict.Rejected> rejected) {
        var errors = new JsonArray();
        rejected.forEach(verdict -> errors.add(error(verdict)));
        return new JsonObject()
                .put("accepted", kept.fresh().size())
                .put("pending", kept.pending())
                .put("duplicates", kept.duplicates())
                .put("rejected", rejected.size())
                .put("errors", errors);
    }

    private static JsonObject error(Verdict.Rejected verdict) {
        var error = new JsonObject()
                .put("index", verdict.index())
                .put("event_id", verdict.eventId().orElse(null))
                .put("code", verdict.code().text());
        verdict.field().ifPresent(field -> error.put("field", field));
        return error.put("message", verdict.message());
    }

    private static List<ReportedEvent> batch(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw MalformedJson.noObject();
        }
        List<ReportedEvent> events = null;
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            var token = parser.nextToken();
            if (!name.equals("events")) {
                parser.skipChildren();
            } else if (token == JsonToken.START_ARRAY) {
                events = events(parser);
            } else {
                throw new Refusal.Invalid("/events", "wrong_type", "must be a list of events");
            }
        }
        if (events == null) {
            throw new Refusal.Invalid("/events", "missing_field", "is required");
        }
        return events;
    }

    private static List<ReportedEvent> events(JsonParser parser) throws IOException {
        var events = new ArrayList<ReportedEvent>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (events.size() == EventLimits.MAX_EVENTS) {
                throw new Refusal.Invalid(
                        "/events", "invalid_value", "must have at most " + EventLimits.MAX_EVENTS + " events");
            }
            if (token == JsonToken.START_OBJECT) {
                events.add(event(parser, events.size()));
            } else {
                parser.skipChildren();
                events.add(new ReportedEvent.NoObject(events.size()));
            }
        }
        return events;
    }

    private static ReportedEvent event(JsonParser parser, int index) throws IOException {
        Value eventId = null;
        Value type = null;
        Value decisionId = null;
        Value occurredAt = null;
        Value properties = null;
        Value subjectId = null;
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "event_id" -> eventId = ValueJson.read(parser);
                case "type" -> type = ValueJson.read(parser);
                case "decision_id" -> decisionId = ValueJson.read(parser);
                case "occurred_at" -> occurredAt = ValueJson.read(parser);
                case "properties" -> properties = ValueJson.read(parser);
                case "subject_id" -> subjectId = ValueJson.read(parser);
                default -> parser.skipChildren();
            }
        }
        return new ReportedEvent.Entry(index, eventId, type, decisionId, occurredAt, properties, subjectId);
    }
}
