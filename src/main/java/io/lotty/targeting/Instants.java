package io.lotty.targeting;

import java.time.Month;
import java.time.Year;

/** Dates and RFC 3339 instants, read in place: an attribute is compared without being turned into an object. */
final class Instants {
    /** What {@link #epochSecond} answers for any other text. */
    static final long NONE = Long.MIN_VALUE;

    private static final int DATE_LENGTH = "2026-01-31".length();
    private static final int FRACTION = "2026-01-31T10:00:00".length();
    private static final int SECONDS_PER_DAY = 86_400;

    /** From 1 March of the year 0 to 1 January 1970. */
    private static final long DAYS_TO_1970 = 719_468;

    private Instants() {}

    /** Whether the text begins as a date does, be it a real day or not. */
    static boolean isDateShaped(String text) {
        return digits(text, 0, 4) >= 0
                && isAt(text, 4, '-')
                && digits(text, 5, 2) >= 0
                && isAt(text, 7, '-')
                && digits(text, 8, 2) >= 0;
    }

    /** The second in which the instant lies, a date being its midnight in UTC; {@link #NONE} for any other text. */
    static long epochSecond(String text) {
        if (!isDateShaped(text)) {
            return NONE;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        if (month < 1 || month > 12 || day < 1 || day > Month.of(month).length(Year.isLeap(year))) {
            return NONE;
        }
        long midnight = epochDay(year, month, day) * SECONDS_PER_DAY;
        return text.length() == DATE_LENGTH ? midnight : withTime(text, midnight);
    }

    /** As {@link java.time.LocalDate#toEpochDay}, without the date; years begin in March and so end in the leap day. */
    static long epochDay(int year, int month, int day) {
        long marchYear = month > 2 ? year : year - 1L;
        int dayOfYear = (153 * Math.floorMod(month - 3, 12) + 2) / 5 + day - 1;
        long leapDays = Math.floorDiv(marchYear, 4L) - Math.floorDiv(marchYear, 100L) + Math.floorDiv(marchYear, 400L);
        return marchYear * 365 + leapDays + dayOfYear - DAYS_TO_1970;
    }

    private static long withTime(String text, long midnight) {
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        boolean shaped = (isAt(text, 10, 'T') || isAt(text, 10, 't')) && isAt(text, 13, ':') && isAt(text, 16, ':');
        int offset = offsetMinutes(text, endOfFraction(text));
        if (!shaped || hour < 0 || hour > 23 || minute < 0 || minute > 59 || offset == Integer.MIN_VALUE) {
            return NONE;
        }
        long minuteStart = midnight + (hour * 60L + minute - offset) * 60;
        // RFC 3339 knows leap seconds: they end a day in UTC, and count as the first second of the next.
        boolean endsDay = Math.floorMod(minuteStart, SECONDS_PER_DAY) == SECONDS_PER_DAY - 60;
        boolean isSecond = second >= 0 && (second <= 59 || (second == 60 && endsDay));
        return isSecond ? minuteStart + second : NONE;
    }

    /** Orders two instants of one second, however many digits they have. */
    static int compareFractions(String left, String right) {
        int leftEnd = endOfFraction(left);
        int rightEnd = endOfFraction(right);
        for (int i = FRACTION + 1; i < Math.max(leftEnd, rightEnd); i++) {
            int compared = (i < leftEnd ? left.charAt(i) : '0') - (i < rightEnd ? right.charAt(i) : '0');
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static int endOfFraction(String text) {
        int end = FRACTION;
        if (isAt(text, end, '.')) {
            do {
                end++;
            } while (digits(text, end, 1) >= 0);
        }
        return end == FRACTION + 1 ? FRACTION : end;
    }

    /** Minutes east of UTC, from here to the end of the text; the smallest integer when there is no such offset. */
    private static int offsetMinutes(String text, int at) {
        if (text.length() == at + 1 && (isAt(text, at, 'Z') || isAt(text, at, 'z'))) {
            return 0;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = digits(text, at + 4, 2);
        boolean signed = isAt(text, at, '+') || isAt(text, at, '-');
        if (text.length() != at + 6 || !signed || !isAt(text, at + 3, ':') || hours < 0 || hours > 23) {
            return Integer.MIN_VALUE;
        }
        int offset = hours * 60 + minutes;
        return minutes < 0 || minutes > 59 ? Integer.MIN_VALUE : isAt(text, at, '-') ? -offset : offset;
    }

    /** The number that these digits make, or -1 when they are not all digits. */
    private static int digits(String text, int from, int count) {
        if (text.length() < from + count) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < from + count; i++) {
            if (!AttributeName.isDigit(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isAt(String text, int at, char expected) {
        return at < text.length() && text.charAt(at) == expected;
    }
}
