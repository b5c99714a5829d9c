package io.lotty.report;

import io.lotty.metric.Definition;
import io.lotty.metric.Unit;
import java.util.Locale;

/**
 * Which figure of a metric is compared between variants. It is the metric's value but for counts and sums: those grow with
 * the variant, and so their mean per exposed subject is compared, with 0 for whoever adds nothing.
 */
public enum Compared {
    MEAN_PER_SUBJECT,
    PROPORTION,
    MEAN_PER_EVENT,
    RATIO,
    QUANTILE;

    static Compared of(Definition metric) {
        return switch (metric.kind()) {
            case COUNT, SUM -> MEAN_PER_SUBJECT;
            case MEAN -> metric.unit() == Unit.EVENT ? MEAN_PER_EVENT : MEAN_PER_SUBJECT;
            case PROPORTION -> PROPORTION;
            case RATIO -> RATIO;
            case QUANTILE -> QUANTILE;
        };
    }

    /** What judges its difference at one look. */
    Method method() {
        return switch (this) {
            case MEAN_PER_SUBJECT -> Method.WELCH_T;
            case PROPORTION -> Method.TWO_PROPORTION_Z;
            case MEAN_PER_EVENT, RATIO -> Method.DELTA_METHOD;
            case QUANTILE -> Method.CLUSTERED_QUANTILE;
        };
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
