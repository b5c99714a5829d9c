package io.lotty.targeting;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number, compared exactly as its decimal text reads: 1 equals 1.0, and 0.1 is one tenth although a double is not.
 *
 * <p>Every value has one form only (whole before real before decimal), hence equality of the records is equality of the
 * numbers, and the usual comparisons touch neither the heap nor {@link BigDecimal}.
 */
public sealed interface Numeric extends AttributeValue.Scalar, Comparable<Numeric> {
    /** Any integer up to this is its own shortest decimal text when held as a double. */
    long EXACT_AS_DOUBLE = 1L << 53;

    static Numeric of(long value) {
        return new Whole(value);
    }

    /** The number that the double prints as. */
    static Numeric of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not a finite number: " + value);
        }
        boolean whole = value == Math.rint(value);
        if (whole && Math.abs(value) <= EXACT_AS_DOUBLE) {
            return new Whole((long) value);
        }
        return whole ? of(BigDecimal.valueOf(value)) : new Real(value);
    }

    static Numeric of(BigDecimal value) {
        BigDecimal exact = value.stripTrailingZeros();
        Optional<Long> whole = longOf(exact);
        if (whole.isPresent()) {
            return new Whole(whole.get());
        }
        double nearest = exact.doubleValue();
        boolean printsAsItself =
                Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(exact) == 0;
        return printsAsItself ? new Real(nearest) : new Decimal(exact);
    }

    BigDecimal decimal();

    @Override
    default int compareTo(Numeric other) {
        return switch (this) {
            case Whole(long mine) when other instanceof Whole(long theirs) -> Long.compare(mine, theirs);
            case Real(double mine) when other instanceof Real(double theirs) -> Double.compare(mine, theirs);
            case Whole whole
            when other instanceof Real(double theirs) && whole.isExactAsDouble() ->
                Double.compare((double) whole.value(), theirs);
            case Real(double mine)
            when other instanceof Whole whole && whole.isExactAsDouble() ->
                Double.compare(mine, (double) whole.value());
            case Whole _, Real _, Decimal _ -> decimal().compareTo(other.decimal());
        };
    }

    /** An integer in the range of a long. */
    record Whole(long value) implements Numeric {
        boolean isExactAsDouble() {
            return value >= -EXACT_AS_DOUBLE && value <= EXACT_AS_DOUBLE;
        }

        @Override
        public BigDecimal decimal() {
            return BigDecimal.valueOf(value);
        }
    }

    /** Any other number that a double prints. Made by {@link Numeric#of(double)}, which keeps the form unique. */
    record Real(double value) implements Numeric {
        @Override
        public BigDecimal decimal() {
            return BigDecimal.valueOf(value).stripTrailingZeros();
        }
    }

    /** What neither holds. Made by {@link Numeric#of(BigDecimal)}, which keeps the form unique. */
    record Decimal(BigDecimal decimal) implements Numeric {}

    private static Optional<Long> longOf(BigDecimal stripped) {
        // Decided by magnitude first: expanding 1e999999999 would take the whole heap.
        if (stripped.scale() > 0 || (long) stripped.precision() - stripped.scale() > 19) {
            return Optional.empty();
        }
        var integer = stripped.toBigInteger();
        return integer.bitLength() <= 63 ? Optional.of(integer.longValue()) : Optional.empty();
    }
}
