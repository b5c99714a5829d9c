package io.lotty.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bodies that an operation should refuse, made from one that it takes: each place of it in turn holds each bad value. */
final class BadBodies {
    private static final String MARK = "@@here@@";
    private static final int DEEP = 600;

    /** Bodies that are bad for everyone. */
    static final List<String> WHOLE = List.of(
            "",
            "{",
            "[]",
            "null",
            "true",
            "\"text\"",
            "1e400",
            "{\"a\": 1} {}",
            "\0",
            "{\"\\u0000\": \"\\u0000\"}",
            "{\"\\ud800\": 1}",
            "{\"" + "k".repeat(60_000) + "\": 1}",
            "[".repeat(5_000),
            "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000));

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "1e-400",
            "\"\"",
            "\"a\\u0000b\"",
            "\"a\\ud800b\"",
            "\"" + "x".repeat(70_000) + "\"",
            "[]",
            "{}",
            "[null]",
            "[\"\\u0000\", \"\\udc00\", 1e400]",
            "{\"\\u0000\": {\"\\ud800\": 1e400}}",
            "[".repeat(DEEP) + "]".repeat(DEEP));

    private BadBodies() {}

    static Stream<String> of(JsonObject good, Iterable<String> fields) {
        var places = new ArrayList<String>();
        for (var field : fields) {
            places.add(good.copy().put(field, MARK).encode());
        }
        good.forEach(field -> nested(good, field.getKey(), places));
        return places.stream().flatMap(place -> VALUES.stream().map(value -> place.replace("\"" + MARK + "\"", value)));
    }

    private static void nested(JsonObject good, String field, List<String> places) {
        for (var inside : marked(good.getValue(field))) {
            places.add(good.copy().put(field, inside).encode());
        }
    }

    /** Copies of a value, each with the mark in another place within. */
    private static List<Object> marked(@Nullable Object value) {
        var copies = new ArrayList<Object>();
        switch (value) {
            case JsonObject object ->
                object.forEach(field -> {
                    copies.add(object.copy().put(field.getKey(), MARK));
                    marked(field.getValue())
                            .forEach(inside -> copies.add(object.copy().put(field.getKey(), inside)));
                });
            case JsonArray array
            when !array.isEmpty() -> {
                copies.add(array.copy().add(MARK));
                marked(array.getValue(0))
                        .forEach(inside -> copies.add(array.copy().set(0, inside)));
            }
            case null, default -> {
                // a leaf; its field is marked already
            }
        }
        return copies;
    }
}
