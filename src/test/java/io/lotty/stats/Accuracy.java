package io.lotty.stats;

import org.assertj.core.data.Percentage;

/** How near is near: relative errors, as AssertJ wants them said. */
final class Accuracy {
    /** 1e-9 of the number. */
    static final Percentage NINE_DIGITS = Percentage.withPercentage(1e-7);

    private Accuracy() {}
}
