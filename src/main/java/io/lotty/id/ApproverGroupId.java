package io.lotty.id;

import java.util.UUID;

/** An approver group. */
public record ApproverGroupId(UUID value) {
    /** Reads the canonical text form; refuses anything else. */
    public static ApproverGroupId of(String text) {
        return new ApproverGroupId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
