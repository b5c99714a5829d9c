package io.lotty.decision.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lotty.decision.DecideRequest;
import io.lotty.id.SubjectId;
import io.lotty.targeting.Attributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the fields of decide calls, whose values the parser stands on. An optional field that is null is absent. */
final class FieldReader {
    private static final String NOT_UNICODE = "must be valid Unicode, without halves of surrogate pairs";

    private final Violations violations;

    FieldReader(Violations violations) {
        this.violations = violations;
    }

    /** The subject, or null when there is none, which is a violation unless the field is null. */
    @Nullable
    SubjectId subject(JsonParser json, JsonToken token, String pointer) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            skip(json, token, pointer, "must be a string");
            return null;
        }
        var text = json.getText();
        if (!isUnicode(text)) {
            violations.add(pointer, "invalid_value", NOT_UNICODE);
            return null;
        }
        try {
            return new SubjectId(text);
        } catch (IllegalArgumentException wrong) {
            violations.add(pointer, "invalid_value", String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    Attributes attributes(JsonParser json, JsonToken token, String pointer) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            return new AttributesReader(violations, pointer).read(json);
        }
        skip(json, token, pointer, "must be an object");
        return Attributes.NONE;
    }

    Optional<List<String>> flags(JsonParser json, JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            skip(json, token, "/flags", "must be a list of flag keys");
            return Optional.empty();
        }
        var keys = new ArrayList<String>();
        int i = 0;
        for (var item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken(), i++) {
            if (item != JsonToken.VALUE_STRING) {
                violations.add("/flags/" + i, "wrong_type", "must be a string");
                json.skipChildren();
            } else if (!isUnicode(json.getText())) {
                violations.add("/flags/" + i, "invalid_value", NOT_UNICODE);
            } else if (i < DecideRequest.MAX_FLAGS) {
                keys.add(json.getText());
            }
        }
        if (i > DecideRequest.MAX_FLAGS) {
            violations.add("/flags", "invalid_value", "must have at most " + DecideRequest.MAX_FLAGS + " flags");
        }
        return Optional.of(keys);
    }

    boolean enroll(JsonParser json, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            skip(json, token, "/enroll", "must be true or false");
        }
        return token != JsonToken.VALUE_FALSE;
    }

    /** Passes over what is not of the kind that it must be. */
    void skip(JsonParser json, JsonToken token, String pointer, String message) throws IOException {
        if (token != JsonToken.VALUE_NULL) {
            violations.add(pointer, "wrong_type", message);
            json.skipChildren();
        }
    }

    /** Half of a surrogate pair is no character: it can be neither hashed nor written as UTF-8. */
    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean isPair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!isPair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
