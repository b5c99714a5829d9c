package io.lotty.id;

import java.util.UUID;

/** An experiment; time-ordered (UUID version 7), so that ids sort by creation. */
public record ExperimentId(UUID value) {
    /** Reads the canonical text form; refuses anything else. */
    public static ExperimentId of(String text) {
        return new ExperimentId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
