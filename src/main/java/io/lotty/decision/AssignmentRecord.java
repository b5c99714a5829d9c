package io.lotty.decision;

import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * What one subject holds: its variant in each experiment it takes part in, as one compact text that Redis keeps and the
 * claim script extends. Format 1: {@code 1} then for each experiment {@code ;key:variant:second}: 22 characters of the
 * id, the variant's index and the Unix second of the assignment, both decimal.
 */
public record AssignmentRecord(String text) {
    public static final AssignmentRecord EMPTY = new AssignmentRecord("1");

    private static final char FORMAT = '1';
    private static final int KEY_LENGTH = 22;
    private static final int MAX_VARIANT_DIGITS = 3;
    private static final int MAX_SECOND_DIGITS = 12;

    /** Refuses what is not of format 1 from end to end; the message does not quote it. */
    public AssignmentRecord {
        if (text.isEmpty() || text.charAt(0) != FORMAT) {
            throw new IllegalArgumentException("not an assignment record of format 1");
        }
        for (int at = 1; at < text.length(); ) {
            at = endOfEntry(text, at);
        }
    }

    /** The index of the variant that the subject holds in the experiment, or -1. */
    public int variantIn(ExperimentPlan experiment) {
        int at = text.indexOf(experiment.recordHead());
        if (at < 0) {
            return -1;
        }
        int variant = 0;
        for (int i = at + experiment.recordHead().length(); text.charAt(i) != ':'; i++) {
            variant = variant * 10 + text.charAt(i) - '0';
        }
        return variant < experiment.variants().size() ? variant : -1;
    }

    /** An entry as the claim script takes it, without the second. */
    public static String entry(ExperimentPlan experiment, int variant) {
        return experiment.recordHead() + variant + ":";
    }

    /** The Redis key of a subject's record; the braces keep a subject's keys in one slot of a cluster. */
    public static String key(SubjectId subject) {
        return "lotty:a:{" + subject.value() + "}";
    }

    /** How the entry of an experiment begins: {@code ;}, its id in 22 characters, {@code :}. */
    static String head(ExperimentId experiment) {
        var bytes = ByteBuffer.allocate(16)
                .putLong(experiment.value().getMostSignificantBits())
                .putLong(experiment.value().getLeastSignificantBits())
                .array();
        return ";" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + ":";
    }

    private static int endOfEntry(String text, int start) {
        int at = expect(text, start, ';');
        for (int end = at + KEY_LENGTH; at < end; at++) {
            if (at >= text.length() || !isOfKey(text.charAt(at))) {
                throw malformed(at);
            }
        }
        at = expect(text, at, ':');
        at = endOfNumber(text, at, MAX_VARIANT_DIGITS);
        at = expect(text, at, ':');
        return endOfNumber(text, at, MAX_SECOND_DIGITS);
    }

    private static int expect(String text, int at, char wanted) {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw malformed(at);
        }
        return at + 1;
    }

    private static int endOfNumber(String text, int start, int maxDigits) {
        int at = start;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at == start || at - start > maxDigits) {
            throw malformed(at);
        }
        return at;
    }

    private static boolean isOfKey(char letter) {
        return isDigit(letter)
                || (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || letter == '-'
                || letter == '_';
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static IllegalArgumentException malformed(int at) {
        return new IllegalArgumentException("an assignment record that is malformed at character " + at);
    }
}
