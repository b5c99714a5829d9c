package io.lotty.decision;

import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * What one subject holds: its variant in each experiment that has taken it in, as one compact text that Redis keeps.
 * Format 2: {@code 2:revision} then for each experiment {@code ;key:variant:second}: the 22 characters of the
 * experiment's id, the variant's index and the Unix second of the assignment, all numbers decimal. The revision is that of
 * the newest plan under which the record was written. Format 1 had none; it is read as revision 0.
 *
 * @param text empty when there is no record
 */
public record AssignmentRecord(String text) {
    public static final AssignmentRecord EMPTY = new AssignmentRecord("");

    private static final int KEY_LENGTH = 22;
    private static final int MAX_REVISION_DIGITS = 18;
    private static final int MAX_VARIANT_DIGITS = 3;
    private static final int MAX_SECOND_DIGITS = 12;

    /** Refuses what is not of a known format from end to end; the message does not quote it. */
    public AssignmentRecord {
        for (int at = endOfHead(text); at < text.length(); ) {
            at = endOfEntry(text, at);
        }
    }

    /** That an experiment holds the subject, or has held it. */
    public record Entry(String key, int variant, long second) {
        public ExperimentId experiment() {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(key));
            return new ExperimentId(new UUID(bytes.getLong(), bytes.getLong()));
        }

        private void writeTo(StringBuilder text) {
            text.append(';').append(key).append(':').append(variant).append(':').append(second);
        }
    }

    /** The index of the variant that the subject holds in the experiment, or -1. */
    public int variantIn(ExperimentPlan experiment) {
        int at = text.indexOf(experiment.recordHead());
        if (at < 0) {
            return -1;
        }
        int variant = (int) number(text, at + experiment.recordHead().length());
        return variant < experiment.variants().size() ? variant : -1;
    }

    /** The revision of the newest plan under which this was written. */
    public long revision() {
        return text.startsWith("2:") ? number(text, 2) : 0;
    }

    /** All of them, in the order in which they were written. */
    public List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        for (int at = text.indexOf(';'); at >= 0; at = text.indexOf(';', at + 1)) {
            int variant = at + 1 + KEY_LENGTH + 1;
            int second = text.indexOf(':', variant) + 1;
            entries.add(new Entry(
                    text.substring(at + 1, at + 1 + KEY_LENGTH), (int) number(text, variant), number(text, second)));
        }
        return entries;
    }

    /** The record of these, written under a plan of this revision. */
    public static AssignmentRecord of(long revision, List<Entry> entries) {
        var text = new StringBuilder(24 + 40 * entries.size()).append("2:").append(revision);
        entries.forEach(entry -> entry.writeTo(text));
        return new AssignmentRecord(text.toString());
    }

    /** The Redis key of a subject's record; the braces keep a subject's keys in one slot of a cluster. */
    public static String key(SubjectId subject) {
        return "lotty:a:{" + subject.value() + "}";
    }

    /** How records name an experiment: its id in 22 characters. */
    public static String keyOf(ExperimentId experiment) {
        var bytes = ByteBuffer.allocate(16)
                .putLong(experiment.value().getMostSignificantBits())
                .putLong(experiment.value().getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** How the entry of an experiment begins: {@code ;}, its key, {@code :}. */
    static String head(ExperimentId experiment) {
        return ";" + keyOf(experiment) + ":";
    }

    private static int endOfHead(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        return switch (text.charAt(0)) {
            case '1' -> 1;
            case '2' -> endOfNumber(text, expect(text, 1, ':'), MAX_REVISION_DIGITS);
            default -> throw new IllegalArgumentException("not an assignment record of format 1 or 2");
        };
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

    private static long number(String text, int start) {
        long number = 0;
        for (int at = start; at < text.length() && isDigit(text.charAt(at)); at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
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
