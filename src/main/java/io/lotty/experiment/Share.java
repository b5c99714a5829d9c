package io.lotty.experiment;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A part of all subjects, in millionths, so that sums are exact. Percent with up to four decimals is the same thing for
 * people.
 *
 * @param millionths 1 to 1,000,000
 */
public record Share(int millionths) {
    public static final int WHOLE_MILLIONTHS = 1_000_000;
    private static final int DECIMALS = 4;
    private static final BigDecimal SMALLEST_PERCENT = BigDecimal.ONE.movePointLeft(DECIMALS);

    public Share {
        if (millionths < 1 || millionths > WHOLE_MILLIONTHS) {
            throw new IllegalArgumentException("must be more than 0 and at most 100 percent");
        }
    }

    public static Share ofPercent(BigDecimal percent) {
        if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("must be more than 0 and at most 100 percent");
        }
        // the smallest share first: it cannot be reached by scaling a number such as 1e-999999999
        var cut = percent.compareTo(SMALLEST_PERCENT) < 0
                ? BigDecimal.ZERO
                : percent.setScale(DECIMALS, RoundingMode.DOWN);
        if (cut.compareTo(percent) != 0) {
            throw new IllegalArgumentException("must have at most four decimals");
        }
        return new Share(cut.movePointRight(DECIMALS).intValueExact());
    }

    /** Without trailing zeros and without an exponent: 100, 33.3333, 0.5. */
    public BigDecimal percent() {
        return percent(millionths);
    }

    static BigDecimal percent(long millionths) {
        var percent = BigDecimal.valueOf(millionths, DECIMALS).stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0) : percent;
    }
}
