package io.lotty.targeting.http;

import io.lotty.targeting.AttributeValue;
import io.lotty.targeting.Numeric;
import io.lotty.targeting.Trace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Why a rule matched or not, as callers read it. */
public final class TraceJson {
    private TraceJson() {}

    /** Shape: {@code rule, result, parts[]} of a group, {@code rule, attribute, actual, outcome} of a comparison. */
    public static JsonObject of(Trace trace) {
        return switch (trace) {
            case Trace.Group group -> {
                var parts = new JsonArray();
                group.parts().stream().map(TraceJson::of).forEach(parts::add);
                yield new JsonObject()
                        .put("rule", group.rule())
                        .put("result", group.holds())
                        .put("parts", parts);
            }
            case Trace.Compared compared ->
                new JsonObject()
                        .put("rule", compared.rule())
                        .put("attribute", compared.attribute())
                        .put("actual", compared.actual().map(TraceJson::plain).orElse(null))
                        .put("outcome", compared.outcome().name().toLowerCase(Locale.ROOT));
        };
    }

    private static Object plain(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Text text -> text.text();
            case AttributeValue.Flag flag -> flag.value();
            case Numeric number -> number.decimal();
            case AttributeValue.ListOf list -> {
                var items = new JsonArray();
                list.elements().stream().map(TraceJson::plain).forEach(items::add);
                yield items;
            }
        };
    }
}
