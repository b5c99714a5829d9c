package io.lotty.id;

/** The key of a metric in the catalogue. */
public record MetricKey(String value) implements Comparable<MetricKey> {
    public MetricKey {
        Keys.checked(value);
    }

    @Override
    public int compareTo(MetricKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
