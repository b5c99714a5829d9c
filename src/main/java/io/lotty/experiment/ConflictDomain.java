package io.lotty.experiment;

/** A part of a product in which experiments would disturb each other: checkout, search ranking. Compared exactly. */
public record ConflictDomain(String value) implements Comparable<ConflictDomain> {
    public static final int MAX_LENGTH = 64;

    public ConflictDomain {
        if (value.isBlank() || value.length() > MAX_LENGTH || !value.equals(value.strip())) {
            throw new IllegalArgumentException(
                    "must have 1 to " + MAX_LENGTH + " characters and no blanks at its ends");
        }
    }

    @Override
    public int compareTo(ConflictDomain other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
