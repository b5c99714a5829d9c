package io.lotty.targeting;

import io.lotty.targeting.AttributeValue.Scalar;
import io.lotty.targeting.AttributeValue.Text;

/** The literal of an ordering comparison; its kind decides what is compared. */
public sealed interface Bound {
    Outcome outcome(Scalar value, Order order);

    record NumberBound(Numeric number) implements Bound {
        @Override
        public Outcome outcome(Scalar value, Order order) {
            return value instanceof Numeric actual
                    ? Outcome.of(order.accepts(actual.compareTo(number)))
                    : Outcome.WRONG_TYPE;
        }
    }

    /** A date, which is its midnight in UTC, or an RFC 3339 instant; the text is kept as written. */
    record InstantBound(String text, long epochSecond) implements Bound {
        public InstantBound {
            if (epochSecond == Instants.NONE || epochSecond != Instants.epochSecond(text)) {
                throw new IllegalArgumentException("not an instant, or not this one: " + text);
            }
        }

        static InstantBound of(String text) {
            return new InstantBound(text, Instants.epochSecond(text));
        }

        @Override
        public Outcome outcome(Scalar value, Order order) {
            if (!(value instanceof Text(String actual))) {
                return Outcome.WRONG_TYPE;
            }
            long second = Instants.epochSecond(actual);
            if (second == Instants.NONE) {
                return Outcome.UNPARSABLE;
            }
            int compared = Long.compare(second, epochSecond);
            return Outcome.of(order.accepts(compared != 0 ? compared : Instants.compareFractions(actual, text)));
        }
    }

    /** A version; kept as written. */
    record VersionBound(String text) implements Bound {
        public VersionBound {
            if (!Versions.isLiteral(text)) {
                throw new IllegalArgumentException("not a version: " + text);
            }
        }

        @Override
        public Outcome outcome(Scalar value, Order order) {
            if (!(value instanceof Text(String actual))) {
                return Outcome.WRONG_TYPE;
            }
            return Versions.isVersion(actual)
                    ? Outcome.of(order.accepts(Versions.compare(actual, text)))
                    : Outcome.UNPARSABLE;
        }
    }
}
