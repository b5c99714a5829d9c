package io.lotty.metric;

/** Whether a design may name a metric. */
public enum MetricStanding {
    OPEN,
    ARCHIVED,
    UNKNOWN
}
