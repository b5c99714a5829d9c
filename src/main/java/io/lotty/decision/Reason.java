package io.lotty.decision;

import java.util.Locale;

/** Why a subject sees what it sees. The code stands in decision ids and never changes its meaning. */
public enum Reason {
    /** The subject takes part in a running experiment and sees its variant. */
    ASSIGNED(1),
    /** No experiment runs on the flag. */
    NO_EXPERIMENT(2),
    /** The flag's experiment is paused. */
    PAUSED(3),
    /** The experiment's targeting does not match the attributes. */
    TARGETING_MISMATCH(4),
    /** The subject's bucket is not in the audience share. */
    OUTSIDE_AUDIENCE(5),
    /** The caller asked that nobody be assigned, and this subject was not before. */
    NOT_ENROLLED(6),
    /** The subject is forced into a variant, for trying it out; analysis leaves it out. */
    OVERRIDE(7),
    /** The experiment takes no newcomers in, and this subject is one. */
    INTAKE_PAUSED(8),
    /** As many experiments hold the subject as the participation policy allows. */
    PARTICIPATION_LIMIT(9),
    /** The subject rests from experiments, after as many participations as the policy allows. */
    COOLDOWN(10),
    /** Another experiment of a conflict domain holds the subject, or has the better claim to it. */
    CONFLICT_LOST(11),
    /** The experiment was rolled back: its participants see the control's value. */
    ROLLED_BACK(12);

    private static final Reason[] BY_CODE = new Reason[13];

    static {
        for (var reason : values()) {
            BY_CODE[reason.code] = reason;
        }
    }

    private final byte code;

    Reason(int code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    /** The reason of a code; refuses one that was never given. */
    static Reason of(int code) {
        if (code < 1 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("no reason has the code " + code);
        }
        return BY_CODE[code];
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
