package io.lotty.id;

/** The sender's own name for an event, 1 to 128 characters; the same id is the same event, whatever retries do. */
public record EventId(String value) {
    public static final int MAX_LENGTH = 128;

    public EventId {
        if (value.isEmpty() || value.length() > MAX_LENGTH || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("must have 1 to 128 characters and no NUL");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
