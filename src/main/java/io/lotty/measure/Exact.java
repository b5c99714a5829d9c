package io.lotty.measure;

import java.math.BigDecimal;

/** One number, one form: 3.50 and 3.5 are the same, and are written the same. */
final class Exact {
    private Exact() {}

    static BigDecimal of(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
