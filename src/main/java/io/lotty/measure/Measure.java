package io.lotty.measure;

import io.lotty.metric.Definition;
import io.lotty.metric.Unit;
import io.lotty.stats.Finding;
import io.lotty.stats.PairSums;
import io.lotty.stats.Sums;
import java.math.BigDecimal;
import java.util.Optional;

/** The sufficient statistics of a metric in one slice: its value follows from them, and how sure that is. */
public sealed interface Measure {
    /** The number of the metric; empty when there is nothing to divide by, or nothing to look at. */
    Optional<BigDecimal> value();

    /** The number of events or subjects that the value is over. */
    long n();

    /**
     * A count of events, or the sum of what they carry.
     *
     * @param total of all that counts
     * @param subjects of each exposed subject's part of it, 0 where it has none
     */
    record Sum(Total total, Sums subjects) implements Measure {
        @Override
        public Optional<BigDecimal> value() {
            return Optional.of(total.sum());
        }

        @Override
        public long n() {
            return total.n();
        }
    }

    /** A mean over the exposed subjects: of a total each, or of 1 and 0, when it is a proportion. */
    record Mean(Sums subjects) implements Measure {
        @Override
        public Optional<BigDecimal> value() {
            return new Total(subjects.sum(), subjects.n()).mean();
        }

        @Override
        public long n() {
            return subjects.n();
        }
    }

    /**
     * One total divided by another, or by the number of its events, when it is a mean of events.
     *
     * @param subjects of each subject that is exposed or has such events, what it adds to the one and to the other
     * @param n the number of events that it is divided by
     */
    record Ratio(PairSums subjects, long n) implements Measure {
        @Override
        public Optional<BigDecimal> value() {
            return Total.quotient(subjects.x(), subjects.y());
        }
    }

    /**
     * @param value by linear interpolation between order statistics
     * @param figure the same as a double, and how sure it is
     */
    record Quantile(Optional<BigDecimal> value, long n, Finding<io.lotty.stats.Quantile> figure) implements Measure {}

    /** What a metric is where nothing happened. */
    static Measure ofNothing(Definition metric) {
        return switch (metric.kind()) {
            case COUNT, SUM -> new Sum(Total.NOTHING, Sums.NOTHING);
            case MEAN -> metric.unit() == Unit.EVENT ? new Ratio(PairSums.NOTHING, 0) : new Mean(Sums.NOTHING);
            case PROPORTION -> new Mean(Sums.NOTHING);
            case RATIO -> new Ratio(PairSums.NOTHING, 0);
            case QUANTILE -> new Quantile(Optional.empty(), 0, Finding.tooLittle("there are no events"));
        };
    }
}
