package io.lotty.metric;

import java.util.Arrays;
import java.util.Locale;

/** How events become one number. */
public enum MetricKind {
    /** How many events; a property, where one is named, is not asked for. */
    COUNT,
    /** The total of a property. */
    SUM,
    /** The average of a property per event, or the total per exposed subject. */
    MEAN,
    /** One total divided by another. */
    RATIO,
    /** The share of exposed subjects with at least one event. */
    PROPORTION,
    /** The value of a property, or of a subject's total, below which a given share lies. */
    QUANTILE;

    public static MetricKind of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("must be one of count, sum, mean, ratio, proportion, quantile"));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is made of a number that each event carries, so that a source without a property means nothing. */
    public boolean needsProperty() {
        return switch (this) {
            case SUM, MEAN, QUANTILE -> true;
            case COUNT, RATIO, PROPORTION -> false;
        };
    }

    /** Whether it looks at the number that an event carries, where a property is named. */
    public boolean readsProperty() {
        return this != COUNT;
    }
}
