package io.lotty.targeting;

/**
 * Versions by the precedence of semver.org 2.0.0, read in place. Looser than there: a leading {@code v}, and missing
 * minor and patch parts, which are 0. As there: no leading zeros, at most three parts, build metadata without weight.
 */
final class Versions {
    private static final int PARTS = 3;

    private Versions() {}

    /** As an attribute: one part suffices. What is date-shaped is a date, never the year as a version. */
    static boolean isVersion(String text) {
        return parts(text) >= 1 && !Instants.isDateShaped(text);
    }

    /** As a literal: at least two parts, so that no plain number is taken for a version. */
    static boolean isLiteral(String text) {
        return parts(text) >= 2 && !Instants.isDateShaped(text);
    }

    /** Orders two texts that are versions. */
    static int compare(String left, String right) {
        int leftAt = start(left);
        int rightAt = start(right);
        for (int part = 0; part < PARTS; part++) {
            int leftEnd = endOfDigits(left, leftAt);
            int rightEnd = endOfDigits(right, rightAt);
            int compared = compareNumbers(left, leftAt, leftEnd, right, rightAt, rightEnd);
            if (compared != 0) {
                return compared;
            }
            leftAt = afterDot(left, leftEnd);
            rightAt = afterDot(right, rightEnd);
        }
        return comparePreReleases(left, leftAt, right, rightAt);
    }

    private static int comparePreReleases(String left, int leftFrom, String right, int rightFrom) {
        boolean leftIsPreRelease = isAt(left, leftFrom, '-');
        boolean rightIsPreRelease = isAt(right, rightFrom, '-');
        if (!leftIsPreRelease || !rightIsPreRelease) {
            return Boolean.compare(rightIsPreRelease, leftIsPreRelease);
        }
        int leftAt = leftFrom;
        int rightAt = rightFrom;
        while (isIdentifierAhead(left, leftAt) && isIdentifierAhead(right, rightAt)) {
            int leftEnd = endOfIdentifier(left, leftAt + 1);
            int rightEnd = endOfIdentifier(right, rightAt + 1);
            int compared = compareIdentifiers(left, leftAt + 1, leftEnd, right, rightAt + 1, rightEnd);
            if (compared != 0) {
                return compared;
            }
            leftAt = leftEnd;
            rightAt = rightEnd;
        }
        return Boolean.compare(isIdentifierAhead(left, leftAt), isIdentifierAhead(right, rightAt));
    }

    /** Numeric identifiers go by number and before all others, which go by ASCII. */
    private static int compareIdentifiers(
            String left, int leftFrom, int leftEnd, String right, int rightFrom, int rightEnd) {
        boolean leftIsNumber = endOfDigits(left, leftFrom) == leftEnd;
        boolean rightIsNumber = endOfDigits(right, rightFrom) == rightEnd;
        if (leftIsNumber && rightIsNumber) {
            return compareNumbers(left, leftFrom, leftEnd, right, rightFrom, rightEnd);
        }
        return leftIsNumber != rightIsNumber
                ? Boolean.compare(rightIsNumber, leftIsNumber)
                : compareCharacters(left, leftFrom, leftEnd, right, rightFrom, rightEnd);
    }

    /** Without leading zeros the longer number is the larger; a missing one is 0. */
    private static int compareNumbers(
            String left, int leftFrom, int leftEnd, String right, int rightFrom, int rightEnd) {
        int leftStart = isAt(left, leftFrom, '0') ? leftEnd : leftFrom;
        int rightStart = isAt(right, rightFrom, '0') ? rightEnd : rightFrom;
        int compared = Integer.compare(leftEnd - leftStart, rightEnd - rightStart);
        return compared != 0 ? compared : compareCharacters(left, leftStart, leftEnd, right, rightStart, rightEnd);
    }

    private static int compareCharacters(
            String left, int leftFrom, int leftEnd, String right, int rightFrom, int rightEnd) {
        int length = Math.min(leftEnd - leftFrom, rightEnd - rightFrom);
        for (int i = 0; i < length; i++) {
            int compared = left.charAt(leftFrom + i) - right.charAt(rightFrom + i);
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(leftEnd - leftFrom, rightEnd - rightFrom);
    }

    /** How many numeric parts the text has; 0 when it is no version. */
    private static int parts(String text) {
        int at = start(text);
        int parts = 0;
        boolean more = true;
        while (more) {
            int end = endOfDigits(text, at);
            if (!isNumber(text, at, end)) {
                return 0;
            }
            parts++;
            more = parts < PARTS && isAt(text, end, '.');
            at = more ? end + 1 : end;
        }
        if (isAt(text, at, '-')) {
            at = endOfIdentifiers(text, at, true);
        }
        if (isAt(text, at, '+')) {
            at = endOfIdentifiers(text, at, false);
        }
        return at == text.length() ? parts : 0;
    }

    /** From the hyphen or plus over the dotted identifiers; -1 when one is empty or not as it must be. */
    private static int endOfIdentifiers(String text, int hyphenOrPlus, boolean numbersAreStrict) {
        int at = hyphenOrPlus;
        do {
            int from = at + 1;
            at = endOfIdentifier(text, from);
            boolean number = endOfDigits(text, from) == at;
            if (at == from || (numbersAreStrict && number && !isNumber(text, from, at))) {
                return -1;
            }
        } while (isAt(text, at, '.'));
        return at;
    }

    private static int start(String text) {
        return isAt(text, 0, 'v') ? 1 : 0;
    }

    private static int afterDot(String text, int at) {
        return isAt(text, at, '.') ? at + 1 : at;
    }

    private static boolean isIdentifierAhead(String text, int at) {
        return isAt(text, at, '-') || isAt(text, at, '.');
    }

    private static boolean isNumber(String text, int from, int end) {
        return end == from + 1 || (end > from && !isAt(text, from, '0'));
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && AttributeName.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int endOfIdentifier(String text, int from) {
        int end = from;
        while (end < text.length() && isIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isIdentifierPart(char c) {
        return AttributeName.isPart(c) && c != '.' && c != '_';
    }

    private static boolean isAt(String text, int at, char expected) {
        return at >= 0 && at < text.length() && text.charAt(at) == expected;
    }
}
