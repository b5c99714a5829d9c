package io.lotty.decision;

import io.lotty.id.SubjectId;

/**
 * What one subject holds: its variant in each experiment it takes part in, as one compact text that Redis keeps and the
 * claim script extends. Format 1: {@code 1} then for each experiment {@code ;key:variant:second}: 22 characters of the
 * id, the variant's index and the Unix second of the assignment, both decimal.
 */
public record AssignmentRecord(String text) {
    public static final AssignmentRecord EMPTY = new AssignmentRecord("1");
    private static final int KEY_LENGTH = 22;

    public AssignmentRecord {
        if (!text.startsWith("1")) {
            throw new IllegalArgumentException("not an assignment record of format 1: " + text);
        }
    }

    /** The index of the variant that the subject holds in the experiment, or -1. */
    public int variantIn(ExperimentPlan experiment) {
        int at = text.indexOf(experiment.recordKey());
        if (at < 0) {
            return -1;
        }
        int variant = 0;
        for (int i = at + KEY_LENGTH + 1; text.charAt(i) != ':'; i++) {
            variant = variant * 10 + text.charAt(i) - '0';
        }
        return variant < experiment.variants().size() ? variant : -1;
    }

    /** An entry as the claim script takes it, without the second. */
    public static String entry(ExperimentPlan experiment, int variant) {
        return ";" + experiment.recordKey() + ":" + variant + ":";
    }

    /** The Redis key of a subject's record; the braces keep a subject's keys in one slot of a cluster. */
    public static String key(SubjectId subject) {
        return "lotty:a:{" + subject.value() + "}";
    }
}
