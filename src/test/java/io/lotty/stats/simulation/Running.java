package io.lotty.stats.simulation;

import io.lotty.stats.PairSummary;
import io.lotty.stats.Summary;

/** The sums of two numbers per unit, as units arrive. */
final class Running {
    private long n;
    private double x;
    private double y;
    private double xx;
    private double yy;
    private double xy;

    void add(double number) {
        add(number, 0);
    }

    void add(double newX, double newY) {
        n++;
        x += newX;
        y += newY;
        xx += newX * newX;
        yy += newY * newY;
        xy += newX * newY;
    }

    Summary summary() {
        return new Summary(n, n == 0 ? 0 : x / n, n < 2 ? 0 : variance(x, x, xx));
    }

    PairSummary pair() {
        return new PairSummary(n, x / n, y / n, variance(x, x, xx), variance(y, y, yy), covariance(x, y, xy));
    }

    private double variance(double sum, double same, double squares) {
        return Math.max(0, covariance(sum, same, squares));
    }

    private double covariance(double sum, double other, double products) {
        return (products - sum * other / n) / (n - 1);
    }
}
