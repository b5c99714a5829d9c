package io.lotty.event;

import io.lotty.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an event's properties must be like: the flat part of JSON Schema, compiled, so that an edge checks an event
 * without reflection. Keywords: {@code type: object}, {@code properties}, {@code required}, {@code additionalProperties}
 * (true or false), {@code title}, {@code description}; of a property {@code type} (string, number, integer, boolean),
 * {@code enum}, the four limits of numbers, {@code minLength}, {@code maxLength} (in code points). Any other keyword is
 * refused, because a rule that is not checked is a false promise. Null is absent. A property that the schema does not
 * describe may be anything, objects and lists too, unless {@code additionalProperties} is false. {@link EventLimits} says
 * how large it may be.
 */
public final class PropertiesSchema {
    /** Admits everything. */
    public static final PropertiesSchema OPEN =
            new PropertiesSchema(Value.Fields.NONE, Map.of(), Set.of(), Additional.ALLOWED);

    private static final String BASE = "/properties_schema";

    /** What becomes of properties that the schema does not describe. */
    enum Additional {
        ALLOWED,
        REFUSED
    }

    private final Value.Fields source;
    private final Map<String, PropertyRule> rules;
    private final List<String> required;
    private final Additional additional;

    PropertiesSchema(
            Value.Fields source, Map<String, PropertyRule> rules, Set<String> required, Additional additional) {
        this.source = source;
        this.rules = Map.copyOf(rules);
        this.required = required.stream().sorted().toList();
        this.additional = additional;
    }

    /** Compiles an author's schema; refuses with a violation for each keyword that is unknown, wrong or too large, by pointer. */
    public static PropertiesSchema compile(Value source) {
        var reader = new SchemaReader(BASE);
        var schema = reader.schema(source);
        var violations = Stream.concat(reader.violations().stream(), reader.excesses().stream())
                .toList();
        if (schema == null || !violations.isEmpty()) {
            throw new Refusal.Invalid(violations);
        }
        return schema;
    }

    /** Compiles a schema that was taken once, perhaps before there were the bounds that an author's has to keep now. */
    public static PropertiesSchema restore(Value source) {
        var reader = new SchemaReader(BASE);
        var schema = reader.schema(source);
        if (schema == null || !reader.violations().isEmpty()) {
            throw new Refusal.Invalid(reader.violations());
        }
        return schema;
    }

    /** The schema as its author wrote it. */
    public Value.Fields source() {
        return source;
    }

    /**
     * Why the property can be no number, to be read after the words "the schema"; empty when it can be one, be it that the
     * schema leaves it open.
     */
    public Optional<String> whyNoNumber(String property) {
        var rule = rules.get(property);
        if (rule != null) {
            return rule.whyNoNumber().map(why -> "says that " + property + " " + why);
        }
        return additional == Additional.ALLOWED
                ? Optional.empty()
                : Optional.of("has no " + property + " and refuses what it does not have");
    }

    Optional<Flaw> flaw(Value.Fields properties) {
        for (var name : required) {
            if (!properties.fields().containsKey(name)) {
                return Optional.of(new Flaw(EventError.MISSING_FIELD, field(name), "is required"));
            }
        }
        for (var property : properties.fields().entrySet()) {
            var flaw = flaw(property.getKey(), property.getValue());
            if (flaw != null) {
                return Optional.of(flaw);
            }
        }
        return Optional.empty();
    }

    private @Nullable Flaw flaw(String name, Value value) {
        if (value instanceof Value.Unfit(var why)) {
            return new Flaw(EventError.INVALID_VALUE, field(name), why);
        }
        var rule = rules.get(name);
        if (rule != null) {
            return rule.flaw(field(name), value);
        }
        return additional == Additional.ALLOWED
                ? null
                : new Flaw(EventError.INVALID_VALUE, field(name), "is not a property of this event type");
    }

    private static String field(String property) {
        return "properties." + property;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PropertiesSchema schema && source.equals(schema.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return ValueJson.write(source);
    }
}
