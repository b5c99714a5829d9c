package io.lotty.stats.simulation;

import java.util.random.RandomGenerator;

/**
 * What a subject spends: most of them nothing, the others very differently much (log-normal, with {@code ln} of it
 * normal with mean 3 and standard deviation 1).
 *
 * @param buyers the share of subjects that spend
 * @param scale of what they spend
 */
record Revenue(double buyers, double scale) {
    static final Revenue USUAL = new Revenue(0.1, 1);

    private static final double MIDDLE = 3;
    private static final double SPREAD = 1;

    double next(RandomGenerator random) {
        return random.nextDouble() < buyers ? scale * Math.exp(MIDDLE + SPREAD * random.nextGaussian()) : 0;
    }

    double mean() {
        return buyers * scale * Math.exp(MIDDLE + SPREAD * SPREAD / 2);
    }
}
