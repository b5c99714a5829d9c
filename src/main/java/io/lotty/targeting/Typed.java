package io.lotty.targeting;

import io.lotty.targeting.AttributeValue.Flag;
import io.lotty.targeting.AttributeValue.Scalar;
import io.lotty.targeting.AttributeValue.Text;

/** Types as the language sees them: all numbers are of one. */
final class Typed {
    private Typed() {}

    static boolean isOneTypeWith(Scalar literal, Scalar value) {
        return switch (literal) {
            case Text _ -> value instanceof Text;
            case Numeric _ -> value instanceof Numeric;
            case Flag _ -> value instanceof Flag;
        };
    }

    static String name(Scalar value) {
        return switch (value) {
            case Text _ -> "string";
            case Numeric _ -> "number";
            case Flag _ -> "true or false";
        };
    }
}
