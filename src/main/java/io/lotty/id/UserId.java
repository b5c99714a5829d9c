package io.lotty.id;

import java.util.UUID;

/** A person who logs in. */
public record UserId(UUID value) {
    /** Reads the canonical text form; refuses anything else. */
    public static UserId of(String text) {
        return new UserId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
