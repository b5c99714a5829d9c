package io.lotty.id;

/** The key of a feature flag; unique, never changed. */
public record FlagKey(String value) implements Comparable<FlagKey> {
    public FlagKey {
        Keys.checked(value);
    }

    @Override
    public int compareTo(FlagKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
