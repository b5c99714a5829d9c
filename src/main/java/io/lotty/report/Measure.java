package io.lotty.report;

import io.lotty.metric.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** The sufficient statistics of a metric in one slice; its value follows from them. */
public sealed interface Measure {
    /** Sums are exact; a quotient keeps 20 digits, which is more than a double can tell apart. */
    MathContext QUOTIENT = new MathContext(20, RoundingMode.HALF_EVEN);

    /** The number of the metric; empty when there is nothing to divide by, or nothing to look at. */
    Optional<BigDecimal> value();

    /** The number of events or subjects that the value is over. */
    long n();

    /** A count of events, or the sum of what they carry. */
    record Sum(Total total) implements Measure {
        @Override
        public Optional<BigDecimal> value() {
            return Optional.of(total.sum());
        }

        @Override
        public long n() {
            return total.n();
        }
    }

    /** A total divided by the number of events or subjects that it is over; also a share of subjects. */
    record Mean(Total total) implements Measure {
        @Override
        public Optional<BigDecimal> value() {
            return quotient(total.sum(), BigDecimal.valueOf(total.n()));
        }

        @Override
        public long n() {
            return total.n();
        }
    }

    /** One total divided by another; it is over the events of the latter. */
    record Ratio(Total numerator, Total denominator) implements Measure {
        @Override
        public Optional<BigDecimal> value() {
            return quotient(numerator.sum(), denominator.sum());
        }

        @Override
        public long n() {
            return denominator.n();
        }
    }

    record Quantile(Optional<BigDecimal> value, long n) implements Measure {}

    /** What a metric is where nothing happened. */
    static Measure ofNothing(Metric metric) {
        return switch (metric.definition().kind()) {
            case COUNT, SUM -> new Sum(Total.NOTHING);
            case MEAN, PROPORTION -> new Mean(Total.NOTHING);
            case RATIO -> new Ratio(Total.NOTHING, Total.NOTHING);
            case QUANTILE -> new Quantile(Optional.empty(), 0);
        };
    }

    private static Optional<BigDecimal> quotient(BigDecimal dividend, BigDecimal divisor) {
        return divisor.signum() == 0 ? Optional.empty() : Optional.of(dividend.divide(divisor, QUOTIENT));
    }
}
