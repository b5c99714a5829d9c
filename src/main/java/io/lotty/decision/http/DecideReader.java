package io.lotty.decision.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.lotty.decision.DecideRequest;
import io.lotty.id.SubjectId;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import io.lotty.targeting.Attributes;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the body of a decide call as a stream, gathering all that is wrong with it. Good for one body. */
final class DecideReader {
    private static final JsonFactory JSON = new JsonFactory();

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
                throw new Refusal.Unreadable("malformed_json", "The body must be a JSON object.");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                field(json, json.currentName());
            }
            if (json.nextToken() != null) {
                throw new Refusal.Unreadable("malformed_json", "The body goes on after its JSON object.");
            }
        } catch (JsonParseException | StreamConstraintsException malformed) {
            throw new Refusal.Unreadable(
                    "malformed_json", "The body is not valid JSON: " + malformed.getOriginalMessage());
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
                if (token == JsonToken.START_OBJECT) {
                    attributes = new AttributesReader(violations).read(json);
                } else {
                    optional(json, token, "/attributes", "must be an object");
                }
            }
            case "flags" -> flags(json, token);
            case "enroll" -> {
                if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
                    enroll = token == JsonToken.VALUE_TRUE;
                } else {
                    optional(json, token, "/enroll", "must be true or false");
                }
            }
            default -> {
                violate(
                        "/" + name.replace("~", "~0").replace("/", "~1"),
                        "unknown_field",
                        "is not a field of this request");
                json.skipChildren();
            }
        }
    }

    private void subject(JsonParser json, JsonToken token) throws IOException {
        subjectSeen = token != JsonToken.VALUE_NULL;
        if (token != JsonToken.VALUE_STRING) {
            optional(json, token, "/subject_id", "must be a string");
            return;
        }
        try {
            subject = new SubjectId(json.getText());
        } catch (IllegalArgumentException wrong) {
            violate("/subject_id", "invalid_value", String.valueOf(wrong.getMessage()));
        }
    }

    private void flags(JsonParser json, JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            optional(json, token, "/flags", "must be a list of flag keys");
            return;
        }
        var keys = new ArrayList<String>();
        int i = 0;
        for (var item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken(), i++) {
            if (item == JsonToken.VALUE_STRING && i < DecideRequest.MAX_FLAGS) {
                keys.add(json.getText());
            } else if (item != JsonToken.VALUE_STRING) {
                violate("/flags/" + i, "wrong_type", "must be a string");
                json.skipChildren();
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

    private void violate(String pointer, String code, String message) {
        violations.add(new Violation(pointer, code, message));
    }
}
