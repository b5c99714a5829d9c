package io.lotty.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Batches of events with something done to them, by seed: values swapped, fields lost, letters and bytes changed. */
final class MutatedBatches {
    private static final List<String> FIELDS =
            List.of("event_id", "type", "decision_id", "occurred_at", "properties", "subject_id", "amount", "more");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "1e-999",
            "12345678901234567890.5",
            "\"\"",
            "\"click\"",
            "\"purchase\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"'; DROP TABLE event; --\"",
            "[]",
            "[[[[[[[[[[1]]]]]]]]]]",
            "{}",
            "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":{\"i\":1}}}}}}}}}",
            "{\"amount\":\"9\"}",
            "{\"amount\":-1}",
            "{\"amount\":1e101}",
            "{\"amount\":null}",
            "\"2027-13-01T00:00:00Z\"",
            "\"1999-01-01T00:00:00Z\"",
            "\"9999-01-01T00:00:00Z\"",
            "\"\\t\\n\\r\"",
            "\"" + "x".repeat(300) + "\"");

    private final Random random;
    private final List<String> decisionIds;
    private final Instant now;

    MutatedBatches(long seed, List<String> decisionIds, Instant now) {
        this.random = new Random(seed);
        this.decisionIds = decisionIds;
        this.now = now;
    }

    /** The bytes of the next body; ids begin with its number, so that no two bodies have one in common. */
    byte[] next(int number) {
        var events = new JsonArray();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            events.add(event(number + "-" + i));
        }
        var text = new JsonObject().put("events", events).encode();
        for (int changes = 1 + random.nextInt(3); changes > 0 && !text.isEmpty(); changes--) {
            text = random.nextInt(3) == 0 ? withLettersChanged(text) : withValueChanged(text);
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(8) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private JsonObject event(String id) {
        var type = List.of("exposure", "click", "purchase").get(random.nextInt(3));
        var event = new JsonObject()
                .put("event_id", id)
                .put("type", type)
                .put("decision_id", decisionIds.get(random.nextInt(decisionIds.size())))
                .put("occurred_at", now.minusSeconds(random.nextInt(1_000)).toString());
        return type.equals("purchase") ? event.put("properties", new JsonObject().put("amount", 5)) : event;
    }

    /** Puts another value behind some field's name, or the name of another field before some value. */
    private String withValueChanged(String text) {
        var field = "\"" + FIELDS.get(random.nextInt(FIELDS.size())) + "\":";
        int at = text.indexOf(field, random.nextInt(text.length()));
        if (at < 0) {
            return text;
        }
        int from = at + field.length();
        if (random.nextInt(4) == 0) {
            return text.substring(0, at) + "\"" + FIELDS.get(random.nextInt(FIELDS.size())) + "\":"
                    + text.substring(from);
        }
        int to = endOfValue(text, from);
        return text.substring(0, from) + VALUES.get(random.nextInt(VALUES.size())) + text.substring(to);
    }

    private static int endOfValue(String text, int from) {
        int comma = text.indexOf(',', from);
        int brace = text.indexOf('}', from);
        return Math.min(comma < 0 ? text.length() : comma, brace < 0 ? text.length() : brace);
    }

    private String withLettersChanged(String text) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(12));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, to) + text.substring(from);
            case 2 -> text.substring(0, from) + (char) random.nextInt(0x3000) + text.substring(from);
            default -> text.substring(0, from);
        };
    }
}
