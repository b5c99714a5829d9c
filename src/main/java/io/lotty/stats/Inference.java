package io.lotty.stats;

/**
 * An interval for what is estimated, and how surprising the estimate is if that were 0. The two agree: 0 is outside the
 * interval just when p is below the interval's error.
 *
 * @param p from 0 to 1; what is below the smallest double, some 10⁻³²³, is 0
 */
public record Inference(Interval interval, double p) {
    public Inference {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("no probability: " + p);
        }
    }
}
