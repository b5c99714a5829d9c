package io.lotty.id;

/** The key of an event type in the catalogue. */
public record EventTypeKey(String value) implements Comparable<EventTypeKey> {
    public EventTypeKey {
        Keys.checked(value);
    }

    @Override
    public int compareTo(EventTypeKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
