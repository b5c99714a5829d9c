package io.lotty.id;

import java.util.UUID;

/** An API key; not its secret. */
public record ApiKeyId(UUID value) {
    /** Reads the canonical text form; refuses anything else. */
    public static ApiKeyId of(String text) {
        return new ApiKeyId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
