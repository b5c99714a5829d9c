package io.lotty.targeting;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * Compiles RE2 patterns under limits.
 *
 * <p>re2j matches in linear time, but it unrolls counted repetitions without a limit of its own ({@code ((a{1000})
 * {1000}){1000}} takes the heap) and follows empty steps by recursion (thousands in a row take the stack). So the size
 * is bounded from above before compiling, and known exactly after.
 */
final class Patterns {
    static final int MAX_STEPS = 2_000;
    static final int MAX_GROUPS = 250;

    private static final int MAX_UNROLLED = 1_000_000;
    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("(\\))?\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    private static final java.util.regex.Pattern IGNORES_CASE = java.util.regex.Pattern.compile("\\(\\?[a-zA-Z-]*i");

    /** A character from U+1C80 to U+1C88, or what may end a range that holds them: literal or as an escape. */
    private static final java.util.regex.Pattern REACHES_ENDLESS_FOLD =
            java.util.regex.Pattern.compile("[\\x{1C80}-\\x{1C88}]|-[\\x{1C80}-\\x{10FFFF}]|"
                    + "\\\\x\\{0*(?:1[c-fC-F]..|[2-9a-fA-F]...|[1-9a-fA-F]....+)}");

    private Patterns() {}

    /** Throws {@link PatternSyntaxException} for what is no pattern, or is too large a one. */
    static Pattern compile(String text) {
        if (text.chars().filter(c -> c == '(').count() > MAX_GROUPS) {
            throw new PatternSyntaxException("more than " + MAX_GROUPS + " groups");
        }
        if (unrolledAtMost(text) > MAX_UNROLLED) {
            throw new PatternSyntaxException("repetitions multiply to too large a pattern");
        }
        // The case of U+1C80 to U+1C88, newer than re2j's tables, sends its compiler round for ever.
        if (IGNORES_CASE.matcher(text).find()
                && REACHES_ENDLESS_FOLD.matcher(text).find()) {
            throw new PatternSyntaxException("a range that ignores case must end before U+1C80");
        }
        Pattern pattern = Pattern.compile(text);
        if (pattern.programSize() > MAX_STEPS) {
            throw new PatternSyntaxException("the pattern takes more than " + MAX_STEPS + " steps");
        }
        return pattern;
    }

    /**
     * No fewer characters than the pattern has once its repetitions are written out: as if every repeated group held
     * all the others. RE2 refuses a repetition of a repetition, so only groups multiply.
     */
    private static long unrolledAtMost(String text) {
        long largest = 1;
        long product = 1;
        for (MatchResult repetition : REPETITION.matcher(text).results().toList()) {
            long count = Math.max(count(repetition.group(2)), count(repetition.group(3)));
            if (repetition.group(1) == null) {
                largest = Math.max(largest, count);
            } else {
                product = Math.min(MAX_UNROLLED, product * count);
            }
        }
        return Math.max(1, text.length()) * Math.min(MAX_UNROLLED, largest) * product;
    }

    private static long count(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 1 : Math.max(1, Long.parseLong(digits));
    }
}
