package io.lotty.decision.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.lotty.platform.http.MalformedJson;
import io.lotty.refusal.Refusal;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** A body that is one JSON object, read as a stream. */
final class JsonBody {
    /** Names come from callers: interning them would fill the JVM's table, for names that are never compared by it. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonBody() {}

    /** Takes one field of an object, whose value the parser stands on; leaves the parser on the value's end. */
    interface Fields {
        void take(JsonParser json, String name, JsonToken token) throws IOException;
    }

    /** Refuses what is no JSON object from end to end. */
    static void read(Buffer body, Fields fields) {
        try (var json = JSON.createParser(body.getBytes())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw MalformedJson.noObject();
            }
            object(json, fields);
            if (json.nextToken() != null) {
                throw new Refusal.Unreadable("malformed_json", "The body goes on after its JSON object.");
            }
        } catch (JsonParseException | StreamConstraintsException malformed) {
            throw MalformedJson.refusal(malformed);
        } catch (IOException cut) {
            throw new Refusal.Unreadable("malformed_json", "The body is not valid JSON.");
        }
    }

    /** @param json stands on the object's start; ends on its end */
    static void object(JsonParser json, Fields fields) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            fields.take(json, name, json.nextToken());
        }
    }
}
