package io.lotty.targeting;

import java.util.List;

/** What an attribute can be. A missing attribute, and null, is the absence of a value. */
public sealed interface AttributeValue {
    /** One value; the literals of a rule are of the same kinds, so that typed equality is {@code equals}. */
    sealed interface Scalar extends AttributeValue permits Text, Numeric, Flag {}

    record Text(String text) implements Scalar {}

    record Flag(boolean value) implements Scalar {
        public static final Flag TRUE = new Flag(true);
        public static final Flag FALSE = new Flag(false);

        public static Flag of(boolean value) {
            return value ? TRUE : FALSE;
        }
    }

    /** A flat list, perhaps empty; its elements may differ in type. */
    record ListOf(List<Scalar> elements) implements AttributeValue {
        public ListOf {
            elements = List.copyOf(elements);
        }
    }
}
