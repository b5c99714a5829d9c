package io.lotty.event.http;

import io.lotty.event.EventType;
import io.lotty.event.EventTypeKeeping;
import io.lotty.event.PropertiesSchema;
import io.lotty.event.Value;
import io.lotty.event.ValueJson;
import io.lotty.id.EventTypeKey;
import io.lotty.platform.http.Field;
import io.lotty.platform.http.Fields;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** Event types as callers write and read them. */
final class EventTypeJson {
    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 4_000;

    private EventTypeJson() {}

    static EventTypeKeeping.Draft draft(Fields body) {
        var key = body.text("key", EventTypeKey::new).required();
        var name = body.name("name", MAX_NAME).required();
        var description = body.prose("description", MAX_DESCRIPTION);
        var category = body.text("category", EventType.Category::of).required();
        var requiresExposure = body.bool("requires_exposure");
        var isExposure = body.bool("is_exposure");
        var schema = schema(body);
        if (requiresExposure.orElse(false) && isExposure.orElse(false)) {
            body.violate("requires_exposure", "must be false for a type that is an exposure itself");
        }
        body.finish();
        return new EventTypeKeeping.Draft(
                key.get(),
                name.get(),
                description.orElse(""),
                category.get(),
                requiresExposure.orElse(false),
                isExposure.orElse(false),
                schema.optional().map(PropertiesSchema::compile).orElse(PropertiesSchema.OPEN));
    }

    /** Key and exposure rules are not among the fields: they never change. */
    static EventTypeKeeping.Edit edit(Fields body, Optional<Integer> ifRevision) {
        var name = body.name("name", MAX_NAME);
        var description = body.prose("description", MAX_DESCRIPTION);
        var category = body.text("category", EventType.Category::of);
        var schema = schema(body);
        body.finish();
        return new EventTypeKeeping.Edit(
                name.optional(),
                description.optional(),
                category.optional(),
                schema.optional().map(PropertiesSchema::compile),
                ifRevision);
    }

    static JsonObject write(EventType type) {
        return new JsonObject()
                .put("key", type.key().value())
                .put("name", type.name())
                .put("description", type.description())
                .put("category", type.category().text())
                .put("requires_exposure", type.requiresExposure())
                .put("is_exposure", type.isExposure())
                .put(
                        "properties_schema",
                        Json.decodeValue(ValueJson.write(type.schema().source())))
                .put("archived", type.archivedAt().isPresent())
                .put("archived_at", type.archivedAt().map(Instant::toString).orElse(null))
                .put("created_at", type.createdAt().toString())
                .put("updated_at", type.updatedAt().toString());
    }

    private static Field<Value> schema(Fields body) {
        return body.json("properties_schema", text -> ValueJson.read(text).orElseThrow());
    }
}
