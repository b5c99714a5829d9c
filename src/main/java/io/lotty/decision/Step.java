package io.lotty.decision;

import java.util.Locale;

/** What a decision about a flag passes through, in this order; the first that stops it is its reason. */
public enum Step {
    /** Is the subject forced into a variant? */
    OVERRIDE,
    /** Is there an experiment, and does it serve? */
    STATE,
    /** Does the targeting match? */
    TARGETING,
    /** Is the subject's bucket in the audience share? */
    AUDIENCE,
    /** Does the experiment take newcomers in? */
    INTAKE,
    /** Does an experiment of a shared conflict domain hold the subject, or come first? */
    CONFLICTS,
    /** May this request assign? */
    ENROLMENT,
    /** Does the participation policy allow one more? */
    LIMITS,
    /** Which variant is it? */
    VARIANT;

    /** The one that ends in this reason. */
    static Step of(Reason reason) {
        return switch (reason) {
            case OVERRIDE -> OVERRIDE;
            case NO_EXPERIMENT, PAUSED, ROLLED_BACK -> STATE;
            case TARGETING_MISMATCH -> TARGETING;
            case OUTSIDE_AUDIENCE -> AUDIENCE;
            case INTAKE_PAUSED -> INTAKE;
            case CONFLICT_LOST -> CONFLICTS;
            case NOT_ENROLLED -> ENROLMENT;
            case PARTICIPATION_LIMIT, COOLDOWN -> LIMITS;
            case ASSIGNED -> VARIANT;
        };
    }

    /** Whether it is asked about subjects that hold a variant already. */
    private boolean concernsKnownSubjects() {
        return this == OVERRIDE || this == STATE || this == TARGETING || this == VARIANT;
    }

    /** What became of it in a decision for this reason. */
    Outcome outcome(Reason reason, boolean isKnown) {
        int way = compareTo(of(reason));
        if (way == 0) {
            return Outcome.DECIDED;
        }
        if (way > 0) {
            return Outcome.NOT_REACHED;
        }
        return isKnown && !concernsKnownSubjects() ? Outcome.SKIPPED : Outcome.PASSED;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What became of a step. */
    public enum Outcome {
        PASSED,
        /** It asks newcomers only, and the subject holds a variant. */
        SKIPPED,
        /** The decision fell here. */
        DECIDED,
        /** The decision had fallen before. */
        NOT_REACHED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
