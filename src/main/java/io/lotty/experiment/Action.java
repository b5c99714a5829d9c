package io.lotty.experiment;

import java.util.Locale;

/** What moves an experiment from one state to another; the last two turn a switch of a running one. */
public enum Action {
    SUBMIT,
    APPROVE,
    REQUEST_CHANGES,
    REJECT,
    REWORK,
    START,
    PAUSE,
    RESUME,
    COMPLETE,
    ARCHIVE,
    PAUSE_INTAKE,
    RESUME_INTAKE;

    /** As it stands in the path: {@code request-changes}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
