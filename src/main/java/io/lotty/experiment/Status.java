package io.lotty.experiment;

import java.util.List;
import java.util.stream.Collectors;

/** The name of a state, and the table of what may be done in it. */
public enum Status {
    DRAFT(Action.SUBMIT),
    IN_REVIEW(Action.APPROVE, Action.REQUEST_CHANGES, Action.REJECT),
    APPROVED(Action.START),
    REJECTED(Action.REWORK),
    RUNNING(Action.PAUSE, Action.COMPLETE),
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

    public List<Action> allowedActions() {
        return allowed;
    }

    /** For sentences: "submit", "pause or complete", "nothing". */
    String allowedWords() {
        return allowed.isEmpty()
                ? "nothing"
                : allowed.stream().map(Action::text).collect(Collectors.joining(" or "));
    }
}
