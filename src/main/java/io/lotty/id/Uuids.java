package io.lotty.id;

import java.util.UUID;

/** Strict reading of UUIDs: {@link UUID#fromString} alone takes "1-1-1-1-1". */
final class Uuids {
    private Uuids() {}

    static UUID parse(String text) {
        try {
            var uuid = UUID.fromString(text);
            if (uuid.toString().equalsIgnoreCase(text)) {
                return uuid;
            }
        } catch (IllegalArgumentException notOne) {
            throw new IllegalArgumentException("must be a UUID", notOne);
        }
        throw new IllegalArgumentException("must be a UUID");
    }
}
