package io.lotty.stats;

/** A finite, closed range of numbers. */
public record Interval(double low, double high) {
    public Interval {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new IllegalArgumentException("no interval from " + low + " to " + high);
        }
    }

    static Interval around(double middle, double halfWidth) {
        return new Interval(middle - halfWidth, middle + halfWidth);
    }

    public boolean holds(double number) {
        return low <= number && number <= high;
    }

    public double width() {
        return high - low;
    }
}
