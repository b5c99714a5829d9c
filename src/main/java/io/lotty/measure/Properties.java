package io.lotty.measure;

import io.lotty.event.Value;
import io.lotty.event.ValueJson;
import io.lotty.targeting.AttributeValue;
import io.lotty.targeting.Attributes;
import io.lotty.targeting.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an event carries; read when it is first asked for, because most events are only counted. For one thread. */
public final class Properties {
    public static final Properties NONE = new Properties("{}");

    private final String json;
    private @Nullable Map<String, Value> fields;
    private @Nullable Attributes attributes;

    /** @param json as stored: an object, or anything else that carries nothing */
    public Properties(String json) {
        this.json = json;
    }

    /** The number in a property; empty where there is none, or something else. */
    Optional<BigDecimal> number(String property) {
        return fields().get(property) instanceof Value.Numeric(var number) ? Optional.of(number) : Optional.empty();
    }

    /** The value of a property as people read it; empty where there is none, or a list or an object. */
    Optional<String> text(String property) {
        return switch (fields().get(property)) {
            case Value.Text(var text) -> Optional.of(text);
            case Value.Numeric(var number) -> Optional.of(Exact.of(number).toPlainString());
            case Value.Truth(var isTrue) -> Optional.of(String.valueOf(isTrue));
            case null, default -> Optional.empty();
        };
    }

    boolean satisfy(Rule rule) {
        var known = attributes;
        if (known == null) {
            known = read(fields());
            attributes = known;
        }
        return rule.matches(known);
    }

    private Map<String, Value> fields() {
        var known = fields;
        if (known == null) {
            known = ValueJson.read(json).orElse(Value.Fields.NONE) instanceof Value.Fields(var read) ? read : Map.of();
            fields = known;
        }
        return known;
    }

    private static Attributes read(Map<String, Value> fields) {
        var attributes = Attributes.builder();
        fields.forEach((name, value) -> {
            switch (value) {
                case Value.Text(var text) -> attributes.text(name, text);
                case Value.Numeric(var number) -> attributes.number(name, number);
                case Value.Truth(var isTrue) -> attributes.flag(name, isTrue);
                case Value.Items(var items) -> attributes.list(name, scalars(items));
                case Value.Fields _, Value.Unfit _ -> {
                    // a rule speaks of neither
                }
            }
        });
        return attributes.build();
    }

    private static List<AttributeValue.Scalar> scalars(List<Value> items) {
        return items.stream().map(Properties::scalar).flatMap(Optional::stream).toList();
    }

    private static Optional<AttributeValue.Scalar> scalar(Value value) {
        return switch (value) {
            case Value.Text(var text) -> Optional.of(new AttributeValue.Text(text));
            case Value.Truth(var isTrue) -> Optional.of(AttributeValue.Flag.of(isTrue));
            case Value.Numeric(var number) ->
                Optional.of((AttributeValue.Scalar) Objects.requireNonNull(
                        Attributes.builder().number("n", number).build().get("n")));
            case Value.Items _, Value.Fields _, Value.Unfit _ -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return json;
    }
}
