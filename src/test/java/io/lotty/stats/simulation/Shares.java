package io.lotty.stats.simulation;

import java.util.List;

/**
 * How often each of several things happened in a number of experiments.
 *
 * @param counts by thing
 */
record Shares(int experiments, List<Long> counts) {
    /** How often one thing happened. */
    record Share(long count, int experiments) {
        double value() {
            return (double) count / experiments;
        }
    }

    Share of(int thing) {
        return new Share(counts.get(thing), experiments);
    }
}
