package io.lotty.report.http;

import io.lotty.stats.Finding;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/**
 * An object some of whose fields may be unknown: such a field is null, and {@code why} has the reason under the same name. Where
 * everything is known there is no {@code why}.
 */
final class FindingJson {
    private final JsonObject json;

    FindingJson(JsonObject json) {
        this.json = json;
    }

    FindingJson put(String name, Object value) {
        json.put(name, value);
        return this;
    }

    <T> FindingJson put(String name, Finding<T> finding, Function<T, Object> shape) {
        switch (finding) {
            case Finding.Found<T>(var result) -> json.put(name, shape.apply(result));
            case Finding.TooLittle<T>(var why) -> {
                json.putNull(name);
                if (!json.containsKey("why")) {
                    json.put("why", new JsonObject());
                }
                json.getJsonObject("why").put(name, why);
            }
        }
        return this;
    }

    /** With the reasons last, so that they stand below all that is known. */
    JsonObject json() {
        var why = json.remove("why");
        return why == null ? json : json.put("why", why);
    }
}
