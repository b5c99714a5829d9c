package io.lotty.stats;

/** Which way of a metric is wanted. */
public enum Direction {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER
}
