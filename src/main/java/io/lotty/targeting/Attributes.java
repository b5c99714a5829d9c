package io.lotty.targeting;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of one subject, or the properties of one event: a flat map. What is null is left out. */
public final class Attributes {
    public static final Attributes NONE = new Attributes(Map.of());

    private final Map<String, AttributeValue> values;

    private Attributes(Map<String, AttributeValue> values) {
        this.values = values;
    }

    public static Attributes of(Map<String, ? extends AttributeValue> values) {
        return new Attributes(Map.copyOf(values));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The value, or null when the attribute is missing. */
    public @Nullable AttributeValue get(String name) {
        return values.get(name);
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Filled while a request is read, by one thread; the last value of a name wins. Good for one {@link #build}. */
    public static final class Builder {
        private Map<String, AttributeValue> values = new HashMap<>();

        private Builder() {}

        public Builder text(String name, String value) {
            return value(name, new AttributeValue.Text(value));
        }

        public Builder flag(String name, boolean value) {
            return value(name, AttributeValue.Flag.of(value));
        }

        public Builder number(String name, long value) {
            return value(name, Numeric.of(value));
        }

        /** Refuses what is not finite. */
        public Builder number(String name, double value) {
            return value(name, Numeric.of(value));
        }

        public Builder number(String name, BigDecimal value) {
            return value(name, Numeric.of(value));
        }

        public Builder list(String name, List<AttributeValue.Scalar> elements) {
            return value(name, new AttributeValue.ListOf(elements));
        }

        public Builder value(String name, AttributeValue value) {
            values.put(name, value);
            return this;
        }

        /** Null is missing, also when it follows a value of the same name. */
        public Builder missing(String name) {
            values.remove(name);
            return this;
        }

        /** Hands the map over uncopied: the builder starts anew and cannot change what it built. */
        public Attributes build() {
            Attributes built = new Attributes(values);
            values = new HashMap<>();
            return built;
        }
    }
}
