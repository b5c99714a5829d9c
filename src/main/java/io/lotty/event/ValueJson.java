package io.lotty.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON text, read and written as a stream. What a database could not keep (NUL, halves of characters, numbers
 * so large that sums of them could leave a double, deep nesting) is read as {@link Value.Unfit}, so that one such value never spoils its neighbours.
 */
public final class ValueJson {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_DIGITS = 100;
    private static final double LARGEST = 1e100;
    private static final String TOO_LARGE = "is a number beyond 1e100, or closer to 0 than a double can be";

    /** Bodies are bounded already, so a long name or number is a flaw of its event, not of the whole body. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private ValueJson() {}

    /**
     * Reads a whole text.
     *
     * @throws IllegalArgumentException when it is not JSON
     */
    public static Optional<Value> read(String json) {
        try (var parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("must be JSON");
            }
            var value = Optional.ofNullable(read(parser));
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("must be one JSON value");
            }
            return value;
        } catch (IOException malformed) {
            throw new IllegalArgumentException("must be JSON", malformed);
        }
    }

    /** Reads the value at which the parser stands, and leaves it at the value's last token; null reads as null. */
    public static @Nullable Value read(JsonParser parser) throws IOException {
        return read(parser, 1);
    }

    /** Compact JSON text. */
    public static String write(Value value) {
        var text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    /** Appends compact JSON text. By hand, because events are written by the hundred and a generator costs more than they do. */
    public static void write(Value value, StringBuilder text) {
        switch (value) {
            case Value.Text(var string) -> write(string, text);
            case Value.Numeric(var number) -> text.append(number);
            case Value.Truth(var isTrue) -> text.append(isTrue);
            case Value.Items(var items) -> {
                text.append('[');
                for (int i = 0; i < items.size(); i++) {
                    text.append(i == 0 ? "" : ",");
                    write(items.get(i), text);
                }
                text.append(']');
            }
            case Value.Fields(var fields) -> {
                char before = '{';
                for (var field : fields.entrySet()) {
                    write(field.getKey(), text.append(before));
                    write(field.getValue(), text.append(':'));
                    before = ',';
                }
                text.append(fields.isEmpty() ? "{}" : "}");
            }
            case Value.Unfit(var why) -> throw new IllegalArgumentException("a value that " + why + " is not kept");
        }
    }

    private static void write(String string, StringBuilder text) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(string, text);
        text.append('"');
    }

    private static @Nullable Value read(JsonParser parser, int depth) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> new Value.Truth(true);
            case VALUE_FALSE -> new Value.Truth(false);
            case VALUE_STRING -> text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case START_OBJECT -> depth > MAX_DEPTH ? skipped(parser) : fields(parser, depth);
            case START_ARRAY -> depth > MAX_DEPTH ? skipped(parser) : items(parser, depth);
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("the parser does not stand at a value");
        };
    }

    private static Value fields(JsonParser parser, int depth) throws IOException {
        var fields = new LinkedHashMap<String, Value>();
        Value.@Nullable Unfit unfit = null;
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            var value = read(parser, depth + 1);
            if (text(name) instanceof Value.Unfit badName) {
                unfit = badName;
            } else if (value == null) {
                fields.remove(name);
            } else {
                fields.put(name, value);
                unfit = value instanceof Value.Unfit inner && depth > 1 ? inner : unfit;
            }
        }
        return unfit == null ? new Value.Fields(fields) : unfit;
    }

    private static Value items(JsonParser parser, int depth) throws IOException {
        var items = new ArrayList<Value>();
        Value.@Nullable Unfit unfit = null;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var item = read(parser, depth + 1);
            if (item instanceof Value.Unfit inner) {
                unfit = inner;
            } else if (item == null) {
                unfit = new Value.Unfit("holds null in a list");
            } else {
                items.add(item);
            }
        }
        return unfit == null ? new Value.Items(items) : unfit;
    }

    private static Value skipped(JsonParser parser) throws IOException {
        parser.skipChildren();
        return new Value.Unfit("is nested deeper than " + MAX_DEPTH + " levels");
    }

    private static Value text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                return new Value.Unfit("holds the character NUL");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(++i))) {
                    return new Value.Unfit("holds half of a character");
                }
            }
        }
        return new Value.Text(text);
    }

    private static Value number(String text) {
        double approximate = text.length() <= MAX_DIGITS ? Double.parseDouble(text) : Double.NaN;
        if (Math.abs(approximate) <= LARGEST) {
            try {
                var exact = new BigDecimal(text);
                if (exact.signum() == 0) {
                    return new Value.Numeric(BigDecimal.ZERO);
                }
                if (approximate != 0) {
                    return new Value.Numeric(exact);
                }
            } catch (NumberFormatException exponentBeyondAll) {
                return new Value.Unfit(TOO_LARGE);
            }
        }
        return new Value.Unfit(TOO_LARGE);
    }
}
