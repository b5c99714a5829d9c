package io.lotty.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A batch of {@value #EVENTS} events as a product sends them: four exposures, four clicks and two purchases in turn. */
record EventBatch(byte[] bytes, int[] idsAt) implements Requests {
    static final String PATH = "/api/v1/events";
    static final int EVENTS = 100;

    /** @param decisionIds of which the events name one after the other */
    static EventBatch about(List<String> decisionIds) {
        var events = new JsonArray();
        var now = Instant.now();
        for (int i = 0; i < EVENTS; i++) {
            events.add(event(i, decisionIds.get(i % decisionIds.size()), now.plusMillis(i)));
        }
        var text = Requests.post(PATH, new JsonObject().put("events", events).encode());
        var idsAt = new int[EVENTS];
        for (int i = 0, at = 0; i < EVENTS; i++, at++) {
            at = text.indexOf(MARK, at);
            idsAt[i] = at;
        }
        return new EventBatch(text.getBytes(StandardCharsets.US_ASCII), idsAt);
    }

    @Override
    public byte[] of(long number) {
        var copy = Arrays.copyOf(bytes, bytes.length);
        for (int i = 0; i < EVENTS; i++) {
            Requests.write(copy, idsAt[i], number * EVENTS + i);
        }
        return copy;
    }

    private static JsonObject event(int place, String decisionId, Instant at) {
        int kind = place % 10;
        var type = kind < 4 ? "exposure" : kind < 8 ? "click" : "purchase";
        var event = new JsonObject()
                .put("event_id", "8f14e45f-ceea-467f-9b2a-" + MARK)
                .put("type", type)
                .put("decision_id", decisionId)
                .put("occurred_at", at.toString());
        return type.equals("purchase")
                ? event.put("properties", new JsonObject().put("amount", 19.99).put("currency", "EUR"))
                : event;
    }
}
