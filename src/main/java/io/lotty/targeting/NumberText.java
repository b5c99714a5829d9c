package io.lotty.targeting;

import java.math.BigDecimal;

/** Numbers as they are written. */
final class NumberText {
    private static final int LONGEST_PLAIN = 21;

    private NumberText() {}

    /** Whether it is a number as JSON spells them. */
    static boolean isJson(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int end = endOfDigits(text, at);
        if (end == at || (text.charAt(at) == '0' && end > at + 1)) {
            return false;
        }
        if (end < text.length() && text.charAt(end) == '.') {
            at = end + 1;
            end = endOfDigits(text, at);
            if (end == at) {
                return false;
            }
        }
        return end == text.length() || isExponent(text, end);
    }

    private static boolean isExponent(String text, int from) {
        if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
            return false;
        }
        boolean signed = from + 1 < text.length() && (text.charAt(from + 1) == '+' || text.charAt(from + 1) == '-');
        int digits = from + (signed ? 2 : 1);
        return digits < text.length() && endOfDigits(text, digits) == text.length();
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && AttributeName.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Of a JSON number: a double would be finite, and the exponent is one that {@link BigDecimal} knows. */
    static boolean isInRange(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text)) && new BigDecimal(text).precision() > 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /** Plain as long as that is readable. */
    static String readable(Numeric number) {
        BigDecimal decimal = number.decimal().stripTrailingZeros();
        return plainLength(decimal) <= LONGEST_PLAIN ? decimal.toPlainString() : exponential(decimal);
    }

    /** The shorter of plain and exponential, so that no way to write the number takes less. */
    static String shortest(Numeric number) {
        BigDecimal decimal = number.decimal().stripTrailingZeros();
        String exponential = exponential(decimal);
        return plainLength(decimal) <= exponential.length() ? decimal.toPlainString() : exponential;
    }

    private static String exponential(BigDecimal stripped) {
        return stripped.unscaledValue() + (stripped.scale() == 0 ? "" : "E" + -(long) stripped.scale());
    }

    /** At least the length of the plain text, known without writing thousands of zeros. */
    private static long plainLength(BigDecimal stripped) {
        long digits = Math.max(stripped.precision(), stripped.precision() - (long) stripped.scale());
        boolean fraction = stripped.scale() > 0;
        long withFraction = fraction ? Math.max(digits + 1, stripped.scale() + 2L) : digits;
        return withFraction + (stripped.signum() < 0 ? 1 : 0);
    }
}
