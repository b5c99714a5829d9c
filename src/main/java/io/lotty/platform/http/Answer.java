package io.lotty.platform.http;

import io.lotty.page.Page;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What an operation says: a status, a body, headers. */
public record Answer(int status, String contentType, Buffer body, Map<String, String> headers) {
    private static final String JSON = "application/json";

    public static Answer ok(JsonObject json) {
        return new Answer(200, JSON, json.toBuffer(), Map.of());
    }

    public static Answer ok(String contentType, String text) {
        return new Answer(200, contentType, Buffer.buffer(text), Map.of());
    }

    public static Answer created(String location, JsonObject json) {
        return new Answer(201, JSON, json.toBuffer(), Map.of("Location", location));
    }

    public static Answer nothing() {
        return new Answer(204, JSON, Buffer.buffer(), Map.of());
    }

    /** {@code {items, next_cursor}}. */
    public static <T> Answer page(Page<T> page, Function<T, JsonObject> writer) {
        var items = new JsonArray();
        page.items().forEach(item -> items.add(writer.apply(item)));
        var json = new JsonObject().put("items", items);
        json.put("next_cursor", page.next().map(Call::encodeCursor).orElse(null));
        return ok(json);
    }

    /** The revision that a later {@code If-Match} must name. */
    public Answer withRevision(int revision) {
        return with("ETag", "\"" + revision + "\"");
    }

    public Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, more);
    }

    void write(RoutingContext context) {
        var response = context.response().setStatusCode(status);
        headers.forEach(response::putHeader);
        if (status == 204) {
            response.end();
        } else {
            response.putHeader("Content-Type", contentType).end(body);
        }
    }
}
