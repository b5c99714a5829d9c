package io.lotty.targeting;

import com.google.re2j.Pattern;
import io.lotty.targeting.AttributeValue.ListOf;
import io.lotty.targeting.AttributeValue.Scalar;
import io.lotty.targeting.AttributeValue.Text;
import java.util.List;

/** What a comparison asks of its attribute, once there is one. Nothing here allocates, save {@link Matches}. */
public sealed interface Condition {
    /** Never {@link Outcome#MISSING}. */
    Outcome outcome(AttributeValue value);

    record Equal(Scalar literal) implements Positive {
        @Override
        public Outcome ofScalar(Scalar value) {
            return Typed.isOneTypeWith(literal, value) ? Outcome.of(literal.equals(value)) : Outcome.WRONG_TYPE;
        }
    }

    /** Of a list: none of its elements equals the literal, whatever their types. */
    record NotEqual(Scalar literal) implements Condition {
        @Override
        public Outcome outcome(AttributeValue value) {
            return switch (value) {
                case ListOf(List<Scalar> elements) -> Outcome.of(!elements.contains(literal));
                case Scalar scalar when Typed.isOneTypeWith(literal, scalar) -> Outcome.of(!literal.equals(scalar));
                case Scalar _ -> Outcome.WRONG_TYPE;
            };
        }
    }

    record In(Choices choices) implements Positive {
        @Override
        public Outcome ofScalar(Scalar value) {
            return choices.areOneTypeWith(value) ? Outcome.of(choices.contain(value)) : Outcome.WRONG_TYPE;
        }
    }

    /** Of a list: none of its elements is among the choices, whatever their types. */
    record NotIn(Choices choices) implements Condition {
        @Override
        public Outcome outcome(AttributeValue value) {
            return switch (value) {
                case ListOf(List<Scalar> elements) -> Outcome.of(!choices.containAnyOf(elements));
                case Scalar scalar when choices.areOneTypeWith(scalar) -> Outcome.of(!choices.contain(scalar));
                case Scalar _ -> Outcome.WRONG_TYPE;
            };
        }
    }

    record Ordered(Order order, Bound bound) implements Positive {
        @Override
        public Outcome ofScalar(Scalar value) {
            return bound.outcome(value, order);
        }
    }

    /** Of a text: a substring. Of a list: membership, typed as equality is. */
    record Contains(Scalar literal) implements Condition {
        @Override
        public Outcome outcome(AttributeValue value) {
            return switch (value) {
                case ListOf(List<Scalar> elements) -> Outcome.of(elements.contains(literal));
                case Text(String text) when literal instanceof Text(String part) -> Outcome.of(text.contains(part));
                case Scalar _ -> Outcome.WRONG_TYPE;
            };
        }
    }

    record StartsWith(String prefix) implements Positive {
        @Override
        public Outcome ofScalar(Scalar value) {
            return value instanceof Text(String text) ? Outcome.of(text.startsWith(prefix)) : Outcome.WRONG_TYPE;
        }
    }

    record EndsWith(String suffix) implements Positive {
        @Override
        public Outcome ofScalar(Scalar value) {
            return value instanceof Text(String text) ? Outcome.of(text.endsWith(suffix)) : Outcome.WRONG_TYPE;
        }
    }

    /** Found anywhere in the text, in time linear in it. */
    record Matches(Pattern pattern) implements Positive {
        @Override
        public Outcome ofScalar(Scalar value) {
            return value instanceof Text(String text)
                    ? Outcome.of(pattern.matcher(text).find())
                    : Outcome.WRONG_TYPE;
        }
    }

    /** Holds for whatever there is, also for an empty list. */
    record Exists() implements Condition {
        @Override
        public Outcome outcome(AttributeValue value) {
            return Outcome.HOLDS;
        }
    }

    /** A condition that a list satisfies as soon as one of its elements does. */
    sealed interface Positive extends Condition {
        Outcome ofScalar(Scalar value);

        @Override
        default Outcome outcome(AttributeValue value) {
            return switch (value) {
                case Scalar scalar -> ofScalar(scalar);
                case ListOf(List<Scalar> elements) -> ofAny(elements);
            };
        }

        private Outcome ofAny(List<Scalar> elements) {
            for (int i = 0; i < elements.size(); i++) {
                if (ofScalar(elements.get(i)) == Outcome.HOLDS) {
                    return Outcome.HOLDS;
                }
            }
            return Outcome.FAILS;
        }
    }
}
