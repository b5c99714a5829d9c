package io.lotty.event;

import io.lotty.refusal.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a {@link PropertiesSchema} and gathers everything that is wrong with it, and what is too large. Used once. */
final class SchemaReader {
    private static final Set<String> OF_SCHEMA =
            Set.of("$schema", "$id", "title", "description", "type", "properties", "required", "additionalProperties");
    private static final Set<String> OF_PROPERTY = Set.of(
            "title",
            "description",
            "type",
            "enum",
            "minimum",
            "exclusiveMinimum",
            "maximum",
            "exclusiveMaximum",
            "minLength",
            "maxLength");

    private final String base;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Violation> excesses = new ArrayList<>();

    SchemaReader(String base) {
        this.base = base;
    }

    List<Violation> violations() {
        return violations;
    }

    /** What is larger than a schema may be now; one that was taken before there were these bounds holds all the same. */
    List<Violation> excesses() {
        return excesses;
    }

    @Nullable
    PropertiesSchema schema(Value source) {
        if (!(source instanceof Value.Fields schema)) {
            violate("", "wrong_type", "must be a JSON Schema object");
            return null;
        }
        refuseUnknown(schema, OF_SCHEMA, "");
        var type = schema.fields().get("type");
        if (type != null && !type.equals(new Value.Text("object"))) {
            violate("/type", "invalid_value", "must be \"object\"");
        }
        return new PropertiesSchema(schema, rules(schema), required(schema), additional(schema));
    }

    private Map<String, PropertyRule> rules(Value.Fields schema) {
        var rules = new LinkedHashMap<String, PropertyRule>();
        var properties = schema.fields().getOrDefault("properties", Value.Fields.NONE);
        if (!(properties instanceof Value.Fields described)) {
            violate("/properties", "wrong_type", "must be an object: the name of a property to its schema");
            return rules;
        }
        if (described.fields().size() > EventLimits.MAX_PROPERTIES) {
            violate("/properties", "invalid_value", "must have at most " + EventLimits.MAX_PROPERTIES + " properties");
        }
        described.fields().forEach((name, rule) -> {
            var at = "/properties/" + escape(name);
            if (rule instanceof Value.Fields keywords) {
                rules.put(name, rule(keywords, at));
            } else {
                violate(at, "wrong_type", "must be an object");
            }
        });
        return rules;
    }

    private PropertyRule rule(Value.Fields keywords, String at) {
        refuseUnknown(keywords, OF_PROPERTY, at);
        var kind = kind(keywords, at);
        return new PropertyRule(
                kind,
                bounds(keywords, kind, at),
                length(keywords, "minLength", kind, at).orElse(0),
                length(keywords, "maxLength", kind, at).orElse(Integer.MAX_VALUE),
                choices(keywords, kind, at));
    }

    private Optional<PropertyRule.Kind> kind(Value.Fields keywords, String at) {
        var type = keywords.fields().get("type");
        if (type == null) {
            return Optional.empty();
        }
        var kind = Arrays.stream(PropertyRule.Kind.values())
                .filter(known -> type.equals(new Value.Text(known.text())))
                .findFirst();
        if (kind.isEmpty()) {
            violate(at + "/type", "invalid_value", "must be one of string, number, integer, boolean");
        }
        return kind;
    }

    private List<PropertyRule.Bound> bounds(Value.Fields keywords, Optional<PropertyRule.Kind> kind, String at) {
        var bounds = new ArrayList<PropertyRule.Bound>();
        for (var limit : PropertyRule.Limit.values()) {
            var value = keywords.fields().get(limit.keyword);
            if (value == null) {
                continue;
            }
            if (!(value instanceof Value.Numeric(var number))) {
                violate(at + "/" + limit.keyword, "wrong_type", "must be a number");
            } else if (!kind.equals(Optional.of(PropertyRule.Kind.NUMBER))
                    && !kind.equals(Optional.of(PropertyRule.Kind.INTEGER))) {
                violate(at + "/" + limit.keyword, "invalid_value", "needs the type number or integer beside it");
            } else {
                bounds.add(new PropertyRule.Bound(limit, number));
            }
        }
        return bounds;
    }

    private Optional<Integer> length(
            Value.Fields keywords, String keyword, Optional<PropertyRule.Kind> kind, String at) {
        var value = keywords.fields().get(keyword);
        if (value == null) {
            return Optional.empty();
        }
        if (!PropertyRule.Kind.INTEGER.isOf(value)
                || !(value instanceof Value.Numeric(var number))
                || number.signum() < 0
                || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            violate(at + "/" + keyword, "wrong_type", "must be a whole number from 0");
            return Optional.empty();
        }
        if (!kind.equals(Optional.of(PropertyRule.Kind.STRING))) {
            violate(at + "/" + keyword, "invalid_value", "needs the type string beside it");
        }
        return Optional.of(number.intValueExact());
    }

    private List<Value> choices(Value.Fields keywords, Optional<PropertyRule.Kind> kind, String at) {
        var value = keywords.fields().get("enum");
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Value.Items(var items)) || items.isEmpty()) {
            violate(at + "/enum", "wrong_type", "must be a list of at least one value");
            return List.of();
        }
        boundSize(items, EventLimits.MAX_CHOICES, at + "/enum", "values");
        for (int i = 0; i < Math.min(items.size(), EventLimits.MAX_CHOICES); i++) {
            var item = items.get(i);
            if (!isChoice(item, kind)) {
                violate(
                        at + "/enum/" + i,
                        "invalid_value",
                        "must be a string, number or boolean of the property's type");
            }
            if (item instanceof Value.Text(var text)) {
                boundText(text, at + "/enum/" + i);
            }
        }
        return items;
    }

    private void boundSize(List<Value> items, int most, String at, String words) {
        if (items.size() > most) {
            exceed(at, "must have at most " + most + " " + words);
        }
    }

    private void boundText(String text, String at) {
        if (text.codePointCount(0, text.length()) > EventLimits.MAX_SCHEMA_TEXT) {
            exceed(at, "must have at most " + EventLimits.MAX_SCHEMA_TEXT + " characters");
        }
    }

    private static boolean isChoice(Value item, Optional<PropertyRule.Kind> kind) {
        return kind.map(known -> known.isOf(item))
                .orElseGet(() -> Arrays.stream(PropertyRule.Kind.values()).anyMatch(any -> any.isOf(item)));
    }

    private Set<String> required(Value.Fields schema) {
        var value = schema.fields().get("required");
        var names = new LinkedHashSet<String>();
        if (value == null) {
            return names;
        }
        if (!(value instanceof Value.Items(var items))) {
            violate("/required", "wrong_type", "must be a list of names");
            return names;
        }
        boundSize(items, EventLimits.MAX_PROPERTIES, "/required", "names");
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Value.Text(var name)) {
                names.add(name);
                boundText(name, "/required/" + i);
            } else {
                violate("/required/" + i, "wrong_type", "must be a string");
            }
        }
        return names;
    }

    private PropertiesSchema.Additional additional(Value.Fields schema) {
        var value = schema.fields().getOrDefault("additionalProperties", new Value.Truth(true));
        if (value instanceof Value.Truth(var allowed)) {
            return allowed ? PropertiesSchema.Additional.ALLOWED : PropertiesSchema.Additional.REFUSED;
        }
        violate("/additionalProperties", "wrong_type", "must be true or false");
        return PropertiesSchema.Additional.ALLOWED;
    }

    private void refuseUnknown(Value.Fields keywords, Set<String> known, String at) {
        for (var keyword : keywords.fields().keySet()) {
            if (!known.contains(keyword)) {
                var list = known.stream().sorted().collect(Collectors.joining(", "));
                violate(
                        at + "/" + escape(keyword),
                        "unknown_field",
                        "is not a keyword that is checked here; there are " + list);
            }
        }
        keywords.fields().forEach((keyword, value) -> {
            if (value instanceof Value.Unfit(var why)) {
                violate(at + "/" + escape(keyword), "invalid_value", why);
            }
        });
    }

    private void violate(String at, String code, String message) {
        violations.add(new Violation(base + at, code, message));
    }

    private void exceed(String at, String message) {
        excesses.add(new Violation(base + at, "invalid_value", message));
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
