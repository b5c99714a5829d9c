package io.lotty.stats.simulation;

import java.util.random.RandomGenerator;

/**
 * Clicks per view, where views of one subject are alike: subjects differ in how much they view and how readily they
 * click, and those who view a lot click more readily.
 *
 * @param scale of the readiness to click
 */
record Clicks(double scale) {
    private static final double HEAVY = 0.3;
    private static final double HEAVY_VIEWS = 8;
    private static final double LIGHT_VIEWS = 2;
    private static final double HEAVY_CLICKS = 0.2;
    private static final double LIGHT_CLICKS = 0.1;

    /** Adds a subject: its clicks as x, its views as y. */
    void addNext(Running sums, RandomGenerator random) {
        var isHeavy = random.nextDouble() < HEAVY;
        var views = geometric(isHeavy ? HEAVY_VIEWS : LIGHT_VIEWS, random);
        // even between 0 and twice the mean
        var readiness = scale * (isHeavy ? HEAVY_CLICKS : LIGHT_CLICKS) * 2 * random.nextDouble();
        var clicks = 0;
        for (var view = 0; view < views; view++) {
            clicks += random.nextDouble() < readiness ? 1 : 0;
        }
        sums.add(clicks, views);
    }

    /** The true ratio: expected clicks of a subject by expected views. */
    double ratio() {
        var heavy = HEAVY * HEAVY_VIEWS;
        var light = (1 - HEAVY) * LIGHT_VIEWS;
        return scale * (heavy * HEAVY_CLICKS + light * LIGHT_CLICKS) / (heavy + light);
    }

    /** At least 1. */
    static int geometric(double mean, RandomGenerator random) {
        return 1 + (int) (Math.log1p(-random.nextDouble()) / Math.log1p(-1 / mean));
    }
}
