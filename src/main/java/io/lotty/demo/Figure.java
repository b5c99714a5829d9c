package io.lotty.demo;

import java.math.BigDecimal;
import java.util.Optional;

/** A figure of a report, with how closely it must agree. */
sealed interface Figure {
    /** A count or a sum: equal or wrong. */
    record Exact(BigDecimal value) implements Figure {}

    /** A mean, share or quantile: equal to {@link #TOLERANCE} relative. */
    record Measured(double value) implements Figure {}

    /** Not defined, as the mean of nothing. The report must not make one up. */
    record Undefined() implements Figure {}

    double TOLERANCE = 1e-9;

    static Figure count(long count) {
        return new Exact(BigDecimal.valueOf(count));
    }

    default boolean agreesWith(Optional<BigDecimal> reported) {
        return switch (this) {
            case Exact(var value) ->
                reported.filter(given -> given.compareTo(value) == 0).isPresent();
            case Measured(var value) ->
                reported.filter(given -> isClose(given.doubleValue(), value)).isPresent();
            case Undefined() -> reported.isEmpty();
        };
    }

    default String text() {
        return switch (this) {
            case Exact(var value) -> value.toPlainString();
            case Measured(var value) -> Double.toString(value);
            case Undefined() -> "–";
        };
    }

    private static boolean isClose(double given, double value) {
        return Math.abs(given - value) <= TOLERANCE * Math.max(Math.abs(given), Math.abs(value));
    }
}
