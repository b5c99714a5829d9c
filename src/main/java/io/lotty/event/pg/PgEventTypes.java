package io.lotty.event.pg;

import static io.lotty.access.pg.Signing.sign;

import io.lotty.access.Stamp;
import io.lotty.event.EventCatalogue;
import io.lotty.event.EventType;
import io.lotty.event.EventTypes;
import io.lotty.event.PropertiesSchema;
import io.lotty.event.ValueJson;
import io.lotty.id.EventTypeKey;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.lotty.refusal.Refusal;
import io.vertx.core.json.Json;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

public final class PgEventTypes implements EventTypes {
    private static final String COLUMNS = """
            key, name, description, category, requires_exposure, is_exposure, properties_schema, archived_at, revision,
            created_at, updated_at""";
    private static final String ADD_EVENT_TYPE = """
            INSERT INTO event_type (key, name, description, category, requires_exposure, is_exposure,
                                    properties_schema, revision, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8)""";
    private static final String EVENT_TYPE_BY_KEY = "SELECT " + COLUMNS + " FROM event_type WHERE key = $1";
    private static final String ALL_EVENT_TYPES = "SELECT " + COLUMNS + " FROM event_type";
    private static final String EVENT_TYPES = "SELECT " + COLUMNS + """
              FROM event_type
             WHERE ($1::text IS NULL OR key > $1)
               AND ($2::text IS NULL OR strpos(key, lower($2)) > 0 OR strpos(lower(name), lower($2)) > 0
                    OR strpos(lower(description), lower($2)) > 0)
             ORDER BY key
             LIMIT $3""";
    private static final String SAVE_EVENT_TYPE = """
            UPDATE event_type
               SET name = $3, description = $4, category = $5, properties_schema = $6, archived_at = $7,
                   updated_at = $8, revision = revision + 1
             WHERE key = $1 AND revision = $2
            RETURNING\s""" + COLUMNS;

    private final Pg pg;

    public PgEventTypes(Pg pg) {
        this.pg = pg;
    }

    @Override
    public void add(EventType type, Stamp stamp) {
        Map<String, Supplier<Refusal>> constraints = Map.of(
                "event_type_pkey",
                () -> new Refusal.Conflict("event_type_exists", "There is an event type " + type.key() + " already."));
        pg.change(
                sign(stamp, "event_type.create"),
                constraints,
                tx -> tx.run(
                        ADD_EVENT_TYPE,
                        type.key().value(),
                        type.name(),
                        type.description(),
                        type.category().text(),
                        type.requiresExposure(),
                        type.isExposure(),
                        json(type.schema()),
                        type.createdAt().atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Optional<EventType> find(EventTypeKey key) {
        return pg.read(tx -> tx.one(EVENT_TYPE_BY_KEY, PgEventTypes::type, key.value()));
    }

    @Override
    public Page<EventType> list(PageRequest request) {
        var rows = pg.read(tx -> tx.list(
                EVENT_TYPES,
                PgEventTypes::type,
                request.after().orElse(null),
                request.text().orElse(null),
                request.limit() + 1));
        return Page.cut(rows, request.limit(), type -> type.key().value());
    }

    @Override
    public EventType save(EventType type, String action, Stamp stamp) {
        return pg.change(
                sign(stamp, action),
                tx -> tx.one(
                                SAVE_EVENT_TYPE,
                                PgEventTypes::type,
                                type.key().value(),
                                type.revision(),
                                type.name(),
                                type.description(),
                                type.category().text(),
                                json(type.schema()),
                                type.archivedAt()
                                        .map(at -> at.atOffset(ZoneOffset.UTC))
                                        .orElse(null),
                                type.updatedAt().atOffset(ZoneOffset.UTC))
                        .orElseThrow(() -> new Refusal.Stale(
                                "Event type " + type.key() + " was changed by somebody else. Read it again.")));
    }

    /** What the edges need, read in the transaction that compiles their configuration. */
    public static EventCatalogue catalogue(Tx tx) {
        return EventCatalogue.of(tx.list(ALL_EVENT_TYPES, PgEventTypes::type));
    }

    private static Object json(PropertiesSchema schema) {
        return Json.decodeValue(ValueJson.write(schema.source()));
    }

    private static EventType type(Row row) {
        return new EventType(
                new EventTypeKey(row.getString("key")),
                row.getString("name"),
                row.getString("description"),
                EventType.Category.of(row.getString("category")),
                row.getBoolean("requires_exposure"),
                row.getBoolean("is_exposure"),
                PropertiesSchema.restore(ValueJson.read(Json.encode(row.getValue("properties_schema")))
                        .orElseThrow()),
                Optional.ofNullable(row.getOffsetDateTime("archived_at")).map(OffsetDateTime::toInstant),
                row.getInteger("revision"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
