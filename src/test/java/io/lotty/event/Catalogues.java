package io.lotty.event;

import io.lotty.id.EventTypeKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A catalogue for tests: exposure, click, purchase with a schema, and an archived one. */
public final class Catalogues {
    public static final Instant MADE = Instant.parse("2027-01-01T00:00:00Z");
    public static final EventType EXPOSURE = type("exposure", EventType.Category.EXPOSURE, "{}");
    public static final EventType CLICK = type("click", EventType.Category.INTERACTION, "{}");
    public static final EventType PURCHASE = type("purchase", EventType.Category.CONVERSION, """
            {"type": "object",
             "properties": {
               "amount": {"type": "number", "minimum": 0, "exclusiveMaximum": 1000000},
               "items": {"type": "integer", "exclusiveMinimum": 0, "maximum": 50},
               "currency": {"enum": ["EUR", "USD"]},
               "coupon": {"type": "string", "minLength": 2, "maxLength": 5},
               "gift": {"type": "boolean"}},
             "required": ["amount"]}""");
    public static final EventType CLOSED =
            type("closed", EventType.Category.TECHNICAL, "{\"additionalProperties\": false}");
    public static final EventType OLD =
            type("old", EventType.Category.TECHNICAL, "{}").archived(Instant.parse("2027-01-02T00:00:00Z"));
    public static final EventCatalogue ALL = EventCatalogue.of(List.of(EXPOSURE, CLICK, PURCHASE, CLOSED, OLD));

    private Catalogues() {}

    public static PropertiesSchema schema(String json) {
        return PropertiesSchema.compile(ValueJson.read(json).orElseThrow());
    }

    private static EventType type(String key, EventType.Category category, String schema) {
        var isExposure = category == EventType.Category.EXPOSURE;
        return new EventType(
                new EventTypeKey(key),
                key,
                "",
                category,
                !isExposure,
                isExposure,
                schema(schema),
                Optional.empty(),
                1,
                MADE,
                MADE);
    }
}
