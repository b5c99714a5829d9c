package io.lotty.stats;

/**
 * What is to be known of two numbers per unit, x and y, where units are independent of each other; see {@link Summary}.
 *
 * @param n the number of units; of no units the means are 0, of fewer than two the variances and the covariance
 * @param varianceX of the sample, with n − 1 below; so are {@code varianceY} and {@code covariance}
 */
public record PairSummary(long n, double meanX, double meanY, double varianceX, double varianceY, double covariance) {
    /** Some 45 units in the last place: more than the three terms of a difference can be off. */
    private static final double ROUNDING = 1e-14;

    public PairSummary {
        var finite = Double.isFinite(meanX)
                && Double.isFinite(meanY)
                && Double.isFinite(varianceX)
                && Double.isFinite(varianceY)
                && Double.isFinite(covariance);
        if (n < 0 || !finite || varianceX < 0 || varianceY < 0) {
            throw new IllegalArgumentException(
                    "no units have the summary " + n + ", " + varianceX + ", " + varianceY + ", " + covariance);
        }
    }

    /** Computed exactly from exact sums and rounded once. */
    public static PairSummary of(PairSums sums) {
        return new PairSummary(
                sums.n(),
                Moments.mean(sums.n(), sums.x()),
                Moments.mean(sums.n(), sums.y()),
                Moments.covariance(sums.n(), sums.x(), sums.x(), sums.xx()),
                Moments.covariance(sums.n(), sums.y(), sums.y(), sums.yy()),
                Moments.covariance(sums.n(), sums.x(), sums.y(), sums.xy()));
    }

    /**
     * Of a list of pairs, in one pass and rounded at each step.
     *
     * <p>Source: Welford, "Note on a Method for Calculating Corrected Sums of Squares and Products", Technometrics 4(3),
     * 1962.
     */
    public static PairSummary of(double[] xs, double[] ys) {
        if (xs.length != ys.length) {
            throw new IllegalArgumentException(xs.length + " x, but " + ys.length + " y");
        }
        double meanX = 0;
        double meanY = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (var i = 0; i < xs.length; i++) {
            var beforeX = xs[i] - meanX;
            var beforeY = ys[i] - meanY;
            meanX += beforeX / (i + 1);
            meanY += beforeY / (i + 1);
            xx += beforeX * (xs[i] - meanX);
            yy += beforeY * (ys[i] - meanY);
            xy += beforeX * (ys[i] - meanY);
        }
        var degrees = Math.max(1, xs.length - 1);
        return new PairSummary(xs.length, meanX, meanY, xx / degrees, yy / degrees, xy / degrees);
    }

    public Summary x() {
        return new Summary(n, meanX, varianceX);
    }

    public Summary y() {
        return new Summary(n, meanY, varianceY);
    }

    /** The variance of {@code x − slope · y}. What is left of a difference that vanishes, save rounding, is 0. */
    double varianceOfDifference(double slope) {
        var terms = varianceX + slope * slope * varianceY;
        var difference = terms - 2 * slope * covariance;
        return difference > ROUNDING * terms ? difference : 0;
    }
}
