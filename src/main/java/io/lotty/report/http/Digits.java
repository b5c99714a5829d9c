package io.lotty.report.http;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.Optional;

/** Numbers of statistics: more digits than these are rounding, or say more than the data can. */
final class Digits {
    private static final MathContext TWELVE = new MathContext(12);

    private Digits() {}

    static BigDecimal of(double number) {
        var rounded = BigDecimal.valueOf(number).round(TWELVE);
        return Objects.requireNonNull(ReportJson.number(Optional.of(rounded)));
    }
}
