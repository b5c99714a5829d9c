package io.lotty.stats;

/**
 * A variant's quantile.
 *
 * @param figure with its standard error, for comparisons
 * @param interval that holds the quantile with the confidence that its ranks were asked for; not symmetric
 */
public record Quantile(Figure figure, Interval interval) {}
