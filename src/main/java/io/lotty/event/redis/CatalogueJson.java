package io.lotty.event.redis;

import io.lotty.event.EventCatalogue;
import io.lotty.event.EventType;
import io.lotty.event.PropertiesSchema;
import io.lotty.event.ValueJson;
import io.lotty.id.EventTypeKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;

/** The catalogue on its way to the edges. Equal catalogues give equal texts. */
public final class CatalogueJson {
    private CatalogueJson() {}

    public static JsonArray encode(EventCatalogue catalogue) {
        var types = new JsonArray();
        catalogue.types().values().stream()
                .sorted(Comparator.comparing(EventType::key))
                .forEach(type -> types.add(encode(type)));
        return types;
    }

    public static EventCatalogue decode(JsonArray json) {
        var types = new ArrayList<EventType>();
        for (int i = 0; i < json.size(); i++) {
            types.add(decode(json.getJsonObject(i)));
        }
        return EventCatalogue.of(types);
    }

    private static JsonObject encode(EventType type) {
        return new JsonObject()
                .put("key", type.key().value())
                .put("name", type.name())
                .put("description", type.description())
                .put("category", type.category().text())
                .put("requires_exposure", type.requiresExposure())
                .put("is_exposure", type.isExposure())
                .put("schema", ValueJson.write(type.schema().source()))
                .put("archived_at", type.archivedAt().map(Instant::toString).orElse(null))
                .put("revision", type.revision())
                .put("created_at", type.createdAt().toString())
                .put("updated_at", type.updatedAt().toString());
    }

    private static EventType decode(JsonObject json) {
        return new EventType(
                new EventTypeKey(json.getString("key")),
                json.getString("name"),
                json.getString("description"),
                EventType.Category.of(json.getString("category")),
                json.getBoolean("requires_exposure"),
                json.getBoolean("is_exposure"),
                PropertiesSchema.restore(
                        ValueJson.read(json.getString("schema")).orElseThrow()),
                Optional.ofNullable(json.getString("archived_at")).map(Instant::parse),
                json.getInteger("revision"),
                Instant.parse(json.getString("created_at")),
                Instant.parse(json.getString("updated_at")));
    }
}
