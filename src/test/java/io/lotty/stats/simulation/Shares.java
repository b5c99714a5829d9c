package io.lotty.stats.simulation;

/**
 * How often each of several things happened in a number of experiments.
 *
 * @param counts by thing
 */
record Shares(int experiments, long[] counts) {
    /** How often one thing happened. */
    record Share(long count, int experiments) {
        double value() {
            return (double) count / experiments;
        }
    }

    Share of(int thing) {
        return new Share(counts[thing], experiments);
    }
}
