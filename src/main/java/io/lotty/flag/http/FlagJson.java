package io.lotty.flag.http;

import io.lotty.flag.Flag;
import io.lotty.flag.FlagKeeping;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.FlagKey;
import io.lotty.platform.http.Fields;
import io.lotty.platform.http.Tags;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Flags as callers write and read them. */
final class FlagJson {
    private static final int MAX_DESCRIPTION = 4_000;
    private static final List<String> FIXED =
            List.of("key", "type", "owner_id", "archived", "archived_at", "created_at", "updated_at");

    private FlagJson() {}

    static FlagKeeping.Draft draft(Fields body) {
        var key = body.text("key", FlagKey::new).required();
        var type = body.text("type", FlagType::of).required();
        var value = body.json(
                        "default_value",
                        json -> type.optional()
                                .map(known -> new FlagValue(known, json))
                                .orElse(new FlagValue(FlagType.JSON, json)))
                .required();
        var description = body.prose("description", MAX_DESCRIPTION);
        var tags = Tags.read(body);
        body.finish();
        return new FlagKeeping.Draft(key.get(), value.get(), description.orElse(""), tags.orElse(List.of()));
    }

    static FlagKeeping.Edit edit(Fields body, Optional<Integer> ifRevision) {
        FIXED.forEach(name ->
                body.refuse(name, "immutable_field", "cannot change; only default_value, description and tags can"));
        var value = body.json("default_value", json -> json);
        var description = body.prose("description", MAX_DESCRIPTION);
        var tags = Tags.read(body);
        body.finish();
        return new FlagKeeping.Edit(
                value.optional().map(json -> type -> new FlagValue(type, json)),
                description.optional(),
                tags.optional(),
                ifRevision);
    }

    static JsonObject write(Flag flag) {
        return new JsonObject()
                .put("key", flag.key().value())
                .put("type", flag.type().text())
                .put("default_value", Json.decodeValue(flag.defaultValue().json()))
                .put("description", flag.description())
                .put("tags", new JsonArray(flag.tags()))
                .put("owner_id", flag.owner().toString())
                .put("archived", flag.archivedAt().isPresent())
                .put("archived_at", flag.archivedAt().map(Instant::toString).orElse(null))
                .put("created_at", flag.createdAt().toString())
                .put("updated_at", flag.updatedAt().toString());
    }
}
