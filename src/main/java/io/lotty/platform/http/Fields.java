package io.lotty.platform.http;

import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object field by field and gathers everything that is wrong with it. Call {@link #finish} after the last
 * read: it refuses with all violations at once, unknown fields among them. Only then take the {@link Field}s' values.
 */
public final class Fields {
    private static final int MAX_UNKNOWN = 20;

    private final JsonObject object;
    private final String pointer;
    private final List<Violation> violations;
    private final Set<String> known = new HashSet<>();
    private final List<Fields> children = new ArrayList<>();

    private Fields(JsonObject object, String pointer, List<Violation> violations) {
        this.object = object;
        this.pointer = pointer;
        this.violations = violations;
    }

    public static Fields of(JsonObject object) {
        return new Fields(object, "", new ArrayList<>());
    }

    /** The same body over what is there already: what it does not say stays, what it sets to null goes (RFC 7396). */
    public Fields over(JsonObject present) {
        return new Fields(present.copy().mergeIn(object, true), pointer, violations);
    }

    public Field<String> text(String name) {
        return text(name, Function.identity());
    }

    /** A string turned into a value; what the reader throws as IllegalArgumentException becomes a violation. */
    public <T> Field<T> text(String name, Function<String, T> reader) {
        var field =
                read(name, "a string", value -> value instanceof String text ? reader.apply(Texts.kept(text)) : null);
        return field.choosing(() -> reader.apply(""));
    }

    /** A string of at least one character that is not blank. */
    public Field<String> name(String name, int maxLength) {
        return text(name, text -> {
            if (text.isBlank() || text.length() > maxLength) {
                throw new IllegalArgumentException("must have 1 to " + maxLength + " characters and not be blank");
            }
            return text;
        });
    }

    /** A string that may be empty. */
    public Field<String> prose(String name, int maxLength) {
        return text(name, text -> {
            if (text.length() > maxLength) {
                throw new IllegalArgumentException("must have at most " + maxLength + " characters");
            }
            return text;
        });
    }

    public Field<Boolean> bool(String name) {
        return read(name, "true or false", value -> value instanceof Boolean bool ? bool : null);
    }

    public Field<Integer> integer(String name, int min, int max) {
        return read(name, "a whole number", value -> {
            if (!(value instanceof Integer || value instanceof Long || value instanceof BigInteger)) {
                return null;
            }
            var number = new BigInteger(value.toString());
            if (number.compareTo(BigInteger.valueOf(min)) < 0 || number.compareTo(BigInteger.valueOf(max)) > 0) {
                throw new IllegalArgumentException("must be from " + min + " to " + max);
            }
            return number.intValueExact();
        });
    }

    /** An exact decimal number, for percents. */
    public <T> Field<T> decimal(String name, Function<BigDecimal, T> reader) {
        return read(name, "a number", value -> {
            if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                return null;
            }
            return reader.apply(new BigDecimal(number.toString()));
        });
    }

    /** Any JSON value, as its text; {@code null} is refused, and so is what a database would not keep as it is. */
    public <T> Field<T> json(String name, Function<String, T> reader) {
        if (object.containsKey(name) && object.getValue(name) == null) {
            known.add(name);
            violate(pointer + "/" + name, "wrong_type", "must not be null");
            return new Field<>(this, pointer + "/" + name, null, true);
        }
        return read(name, "a value", value -> {
            Texts.requireKept(value);
            return reader.apply(Json.encode(value));
        });
    }

    public <T> Field<T> object(String name, Function<Fields, @Nullable T> reader) {
        return read(
                name,
                "an object",
                value -> value instanceof JsonObject child ? reader.apply(child(child, name)) : null);
    }

    /** An object whose field names are the caller's own; nulls in it are left out. */
    public <T> Field<T> map(String name, Function<Map<String, Object>, T> reader) {
        return read(name, "an object", value -> {
            if (!(value instanceof JsonObject child)) {
                return null;
            }
            var entries = new LinkedHashMap<String, Object>();
            for (var key : child.fieldNames()) {
                var entry = child.getValue(key);
                if (entry != null) {
                    entries.put(key, entry);
                }
            }
            return reader.apply(entries);
        });
    }

    /** A list of strings, each turned into a value. */
    public <T> Field<List<T>> texts(String name, int maxItems, Function<String, T> reader) {
        return list(name, maxItems, (item, at) -> {
            if (item instanceof String text) {
                return convert(at, () -> reader.apply(Texts.kept(text)));
            }
            violate(at, "wrong_type", "must be a string");
            return null;
        });
    }

    /** A list of objects. A reader that finds its fields not {@link #isSound} answers null; the whole is refused anyway. */
    public <T> Field<List<T>> objects(String name, int maxItems, Function<Fields, @Nullable T> reader) {
        return list(name, maxItems, (item, at) -> {
            if (item instanceof JsonObject child) {
                var fields = new Fields(child, at, violations);
                children.add(fields);
                return reader.apply(fields);
            }
            violate(at, "wrong_type", "must be an object");
            return null;
        });
    }

    /** Whether the field says something; null says nothing. */
    public boolean has(String name) {
        return object.getValue(name) != null;
    }

    /** Notes a field that is known but not to be sent here, if it is sent. */
    public void refuse(String name, String code, String message) {
        known.add(name);
        if (object.containsKey(name)) {
            violate(pointer + "/" + name, code, message);
        }
    }

    /** Adds a violation of a rule that spans fields. */
    public void violate(String name, String message) {
        violate(pointer + "/" + name, "invalid_value", message);
    }

    /** Refuses when anything was wrong; otherwise every field may be taken. */
    public void finish() {
        // first what was misspelt: it is why other fields seem to be missing
        var unknown = new ArrayList<Violation>();
        findUnknown(unknown);
        violations.addAll(0, unknown);
        if (!violations.isEmpty()) {
            throw new Refusal.Invalid(violations);
        }
    }

    /** Whether all that was read so far is right; for rules that span fields. */
    public boolean isSound() {
        return violations.isEmpty();
    }

    private void findUnknown(List<Violation> unknown) {
        for (var name : object.fieldNames()) {
            if (!known.contains(name) && unknown.size() < MAX_UNKNOWN) {
                unknown.add(UnknownField.at(pointer + "/" + escape(name), name, known));
            }
        }
        children.forEach(child -> child.findUnknown(unknown));
    }

    private <T> Field<T> read(String name, String kind, Function<Object, @Nullable T> reader) {
        known.add(name);
        var value = object.getValue(name);
        var at = pointer + "/" + name;
        if (value == null) {
            return new Field<>(this, at, null, false);
        }
        int before = violations.size();
        var result = convert(at, () -> reader.apply(value));
        if (result == null && violations.size() == before) {
            violate(at, "wrong_type", "must be " + kind);
        }
        return new Field<>(this, at, result, true);
    }

    private <T> Field<List<T>> list(String name, int maxItems, ItemReader<T> reader) {
        return read(name, "a list", value -> {
            if (!(value instanceof JsonArray array)) {
                return null;
            }
            if (array.size() > maxItems) {
                throw new IllegalArgumentException("must have at most " + maxItems + " items");
            }
            var items = new ArrayList<T>();
            for (int i = 0; i < array.size(); i++) {
                var item = reader.read(array.getValue(i), pointer + "/" + name + "/" + i);
                if (item != null) {
                    items.add(item);
                }
            }
            return items;
        });
    }

    private Fields child(JsonObject child, String name) {
        var fields = new Fields(child, pointer + "/" + name, violations);
        children.add(fields);
        return fields;
    }

    private <T> @Nullable T convert(String at, java.util.function.Supplier<@Nullable T> conversion) {
        try {
            return conversion.get();
        } catch (IllegalArgumentException wrong) {
            violate(at, "invalid_value", String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    void violate(String at, String code, String message) {
        violations.add(new Violation(at, code, message));
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private interface ItemReader<T> {
        @Nullable
        T read(@Nullable Object item, String at);
    }
}
