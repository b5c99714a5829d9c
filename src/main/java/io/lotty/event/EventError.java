package io.lotty.event;

import java.util.Locale;

/** Why an event is rejected; the texts are part of the API. */
public enum EventError {
    /** Not an object, or an id that no event can have. */
    INVALID_EVENT,
    MISSING_FIELD,
    WRONG_TYPE,
    UNKNOWN_TYPE,
    ARCHIVED_TYPE,
    /** Forged, garbled, or of somebody else's signature. */
    INVALID_DECISION_ID,
    SUBJECT_MISMATCH,
    TIME_OUT_OF_RANGE,
    /** A property outside its range, length or list, or one that its type does not have. */
    INVALID_VALUE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
