package io.lotty.decision.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lotty.targeting.AttributeValue;
import io.lotty.targeting.Attributes;
import io.lotty.targeting.Numeric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a flat map of attributes: strings, numbers, booleans, and lists of those. Null is missing. */
final class AttributesReader {
    private static final int MAX_ATTRIBUTES = 200;
    private static final int MAX_NUMBER_LENGTH = 100;

    private final Violations violations;
    private final String pointer;

    /** @param pointer to the attributes, from where violations are told */
    AttributesReader(Violations violations, String pointer) {
        this.violations = violations;
        this.pointer = pointer;
    }

    /** @param json stands on the object's start; ends on its end */
    Attributes read(JsonParser json) throws IOException {
        var attributes = Attributes.builder();
        int count = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            var token = json.nextToken();
            count++;
            if (token == JsonToken.VALUE_NULL) {
                attributes.missing(name);
            } else if (token == JsonToken.START_ARRAY) {
                attributes.list(name, list(json, name));
            } else {
                var value = scalar(json, token, name);
                if (value != null) {
                    attributes.value(name, value);
                }
            }
        }
        if (count > MAX_ATTRIBUTES) {
            violations.add(pointer, "invalid_value", "must have at most " + MAX_ATTRIBUTES + " attributes");
        }
        return attributes.build();
    }

    private List<AttributeValue.Scalar> list(JsonParser json, String name) throws IOException {
        var items = new ArrayList<AttributeValue.Scalar>();
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            var item = scalar(json, token, name);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    private AttributeValue.@Nullable Scalar scalar(JsonParser json, JsonToken token, String name) throws IOException {
        return switch (token) {
            case VALUE_STRING -> new AttributeValue.Text(json.getText());
            case VALUE_TRUE -> AttributeValue.Flag.TRUE;
            case VALUE_FALSE -> AttributeValue.Flag.FALSE;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json, name);
            case VALUE_NULL,
                    START_OBJECT,
                    START_ARRAY,
                    VALUE_EMBEDDED_OBJECT,
                    END_ARRAY,
                    END_OBJECT,
                    FIELD_NAME,
                    NOT_AVAILABLE -> {
                violate(name, "wrong_type", "must be a string, number, boolean or a list of those");
                json.skipChildren();
                yield null;
            }
        };
    }

    private AttributeValue.@Nullable Scalar number(JsonParser json, String name) throws IOException {
        if (json.getTextLength() > MAX_NUMBER_LENGTH) {
            violate(name, "invalid_value", "must be a number of at most " + MAX_NUMBER_LENGTH + " characters");
            return null;
        }
        try {
            return switch (json.getNumberType()) {
                case INT, LONG -> Numeric.of(json.getLongValue());
                case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> Numeric.of(json.getDecimalValue());
            };
        } catch (ArithmeticException | NumberFormatException beyondAll) {
            violate(name, "invalid_value", "must be a number with an exponent of at most nine digits");
            return null;
        }
    }

    private void violate(String name, String code, String message) {
        violations.add(pointer + "/" + Violations.escaped(name), code, message);
    }
}
