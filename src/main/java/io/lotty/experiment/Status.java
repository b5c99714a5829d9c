package io.lotty.experiment;

import java.util.List;

/** The name of a state, and the table of what may be done in it. */
public enum Status {
    DRAFT(Action.SUBMIT),
    IN_REVIEW(Action.APPROVE, Action.REQUEST_CHANGES, Action.REJECT),
    APPROVED(Action.START),
    REJECTED(Action.REWORK),
    RUNNING(Action.PAUSE, Action.PAUSE_INTAKE, Action.RESUME_INTAKE, Action.COMPLETE),
    PAUSED(Action.RESUME, Action.COMPLETE),
    COMPLETED(Action.ARCHIVE),
    ARCHIVED();

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which is immutable
    private final List<Action> allowed;

    Status(Action... allowed) {
        this.allowed = List.of(allowed);
    }

    public static Status of(String text) {
        return Wording.read(Status.class, text);
    }

    public String text() {
        return Wording.text(this);
    }

    /** Those that some experiment in this status allows; {@link ExperimentState#allowedActions} knows the one at hand. */
    public List<Action> allowedActions() {
        return allowed;
    }

    /** Whether the overrides of an experiment in this state work. */
    public boolean forcesSubjects() {
        return switch (this) {
            case DRAFT, IN_REVIEW, APPROVED, RUNNING, PAUSED -> true;
            case REJECTED, COMPLETED, ARCHIVED -> false;
        };
    }

    /** Whether products are affected, or held at the default for a while. */
    public boolean isLive() {
        return this == RUNNING || this == PAUSED;
    }
}
