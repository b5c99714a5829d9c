package io.lotty.experiment.http;

import io.lotty.experiment.Design;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one design says otherwise than another, in the fields and units of the API and in their order:
 * {@code {field, from, to}}. Variants are followed by their names and overrides by their subjects, so that a change of one
 * weight is one line.
 */
final class DesignDiff {
    private static final List<String> OF_VARIANTS = List.of("value", "weight", "control");

    private final JsonArray changes = new JsonArray();

    private DesignDiff() {}

    static JsonArray between(Design from, Design to) {
        var before = DesignJson.write(from, new JsonObject());
        var after = DesignJson.write(to, new JsonObject());
        var diff = new DesignDiff();
        for (var field : after.fieldNames()) {
            switch (field) {
                case "variants" -> diff.variants(before.getJsonArray(field), after.getJsonArray(field));
                case "overrides" -> diff.overrides(before.getJsonArray(field), after.getJsonArray(field));
                default -> diff.compare(field, before.getValue(field), after.getValue(field));
            }
        }
        return diff.changes;
    }

    private void variants(JsonArray from, JsonArray to) {
        var before = by("name", from);
        var after = by("name", to);
        for (var name : union(before, after)) {
            var field = "variants[" + name + "]";
            var old = before.get(name);
            var now = after.get(name);
            if (old == null || now == null) {
                compare(field, old, now);
            } else {
                OF_VARIANTS.forEach(part -> compare(field + "." + part, old.getValue(part), now.getValue(part)));
            }
        }
        // where ranges of buckets lie follows the order: a change of it alone would otherwise not be seen
        if (before.keySet().equals(after.keySet())) {
            compare(
                    "variants",
                    new JsonArray(List.copyOf(before.keySet())),
                    new JsonArray(List.copyOf(after.keySet())));
        }
    }

    private void overrides(JsonArray from, JsonArray to) {
        var before = by("subject_id", from);
        var after = by("subject_id", to);
        for (var subject : union(before, after)) {
            compare("overrides[" + subject + "]", variant(before.get(subject)), variant(after.get(subject)));
        }
    }

    /** By text, so that 1 and 1.0 are two values of a flag, as they are to its callers. */
    private void compare(String field, @Nullable Object from, @Nullable Object to) {
        if (!Json.encode(from).equals(Json.encode(to))) {
            changes.add(new JsonObject().put("field", field).put("from", from).put("to", to));
        }
    }

    private static @Nullable String variant(@Nullable JsonObject override) {
        return override == null ? null : override.getString("variant");
    }

    private static Map<String, JsonObject> by(String key, JsonArray items) {
        var byKey = new LinkedHashMap<String, JsonObject>();
        items.stream().map(JsonObject.class::cast).forEach(item -> byKey.put(item.getString(key), item));
        return byKey;
    }

    private static List<String> union(Map<String, JsonObject> before, Map<String, JsonObject> after) {
        var keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        return new ArrayList<>(keys);
    }
}
