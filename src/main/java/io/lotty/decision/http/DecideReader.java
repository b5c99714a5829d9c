package io.lotty.decision.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.lotty.decision.DecideRequest;
import io.lotty.id.SubjectId;
import io.lotty.platform.http.MalformedJson;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import io.lotty.targeting.Attributes;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a decide call as a stream, gathering what is wrong with it, at most {@value #MAX_VIOLATIONS}
 * violations. Of a field that is sent twice the last one counts, as everywhere in this API. Good for one body.
 */
final class DecideReader {
    /** Names come from callers: interning them would fill the JVM's table, for names that are never compared by it. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final int MAX_VIOLATIONS = 100;
    private static final String NOT_UNICODE = "must be valid Unicode, without halves of surrogate pairs";

    private final List<Violation> violations = new ArrayList<>();
    private @Nullable SubjectId subject;
    private Attributes attributes = Attributes.NONE;
    private Optional<List<String>> flags = Optional.empty();
    private boolean enroll = true;
    private boolean subjectSeen;

    /** Refuses what is no JSON object, and what is one but says nothing decidable. */
    static DecideRequest read(Buffer body) {
        return new DecideReader().request(body);
    }

    private DecideRequest request(Buffer body) {
        try (var json = JSON.createParser(body.getBytes())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw MalformedJson.noObject();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                field(json, json.currentName());
            }
            if (json.nextToken() != null) {
                throw new Refusal.Unreadable("malformed_json", "The body goes on after its JSON object.");
            }
        } catch (JsonParseException | StreamConstraintsException malformed) {
            throw MalformedJson.refusal(malformed);
        } catch (IOException cut) {
            throw new Refusal.Unreadable("malformed_json", "The body is not valid JSON.");
        }
        if (!subjectSeen) {
            violate("/subject_id", "missing_field", "is required");
        }
        if (subject == null || !violations.isEmpty()) {
            throw new Refusal.Invalid(violations);
        }
        return new DecideRequest(subject, attributes, flags, enroll);
    }

    private void field(JsonParser json, String name) throws IOException {
        var token = json.nextToken();
        switch (name) {
            case "subject_id" -> subject(json, token);
            case "attributes" -> {
                attributes = Attributes.NONE;
                if (token == JsonToken.START_OBJECT) {
                    attributes = new AttributesReader(this::violate).read(json);
                } else {
                    optional(json, token, "/attributes", "must be an object");
                }
            }
            case "flags" -> flags(json, token);
            case "enroll" -> {
                enroll = token != JsonToken.VALUE_FALSE;
                if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
                    optional(json, token, "/enroll", "must be true or false");
                }
            }
            default -> {
                violate("/" + escaped(name), "unknown_field", "is not a field of this request");
                json.skipChildren();
            }
        }
    }

    private void subject(JsonParser json, JsonToken token) throws IOException {
        subject = null;
        subjectSeen = token != JsonToken.VALUE_NULL;
        if (token != JsonToken.VALUE_STRING) {
            optional(json, token, "/subject_id", "must be a string");
            return;
        }
        var text = json.getText();
        if (!isUnicode(text)) {
            violate("/subject_id", "invalid_value", NOT_UNICODE);
            return;
        }
        try {
            subject = new SubjectId(text);
        } catch (IllegalArgumentException wrong) {
            violate("/subject_id", "invalid_value", String.valueOf(wrong.getMessage()));
        }
    }

    private void flags(JsonParser json, JsonToken token) throws IOException {
        flags = Optional.empty();
        if (token != JsonToken.START_ARRAY) {
            optional(json, token, "/flags", "must be a list of flag keys");
            return;
        }
        var keys = new ArrayList<String>();
        int i = 0;
        for (var item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken(), i++) {
            if (item != JsonToken.VALUE_STRING) {
                violate("/flags/" + i, "wrong_type", "must be a string");
                json.skipChildren();
            } else if (!isUnicode(json.getText())) {
                violate("/flags/" + i, "invalid_value", NOT_UNICODE);
            } else if (i < DecideRequest.MAX_FLAGS) {
                keys.add(json.getText());
            }
        }
        if (i > DecideRequest.MAX_FLAGS) {
            violate("/flags", "invalid_value", "must have at most " + DecideRequest.MAX_FLAGS + " flags");
        }
        flags = Optional.of(keys);
    }

    /** An optional field that is null is absent; anything else of the wrong kind is a violation. */
    private void optional(JsonParser json, JsonToken token, String pointer, String message) throws IOException {
        if (token != JsonToken.VALUE_NULL) {
            violate(pointer, "wrong_type", message);
            json.skipChildren();
        }
    }

    /** A name as a JSON pointer spells it (RFC 6901). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Half of a surrogate pair is no character: it can be neither hashed nor written as UTF-8. */
    private static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private void violate(String pointer, String code, String message) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(new Violation(pointer, code, message));
        }
    }
}
