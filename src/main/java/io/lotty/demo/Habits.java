package io.lotty.demo;

/**
 * How likely a shopper is to do a thing, once per visit, and how long the page takes (median, milliseconds).
 *
 * <p>Each variant after the control is clicked and bought a little more, and a little slower, so that a report has
 * something to find. Outside the experiment the page is the control's.
 */
record Habits(double click, double conversion, double purchase, double error, double latencyMillis) {
    private static final Habits USUAL = new Habits(0.30, 0.12, 0.08, 0.03, 120);

    static Habits at(int place) {
        return new Habits(
                USUAL.click + 0.06 * place,
                USUAL.conversion + 0.05 * place,
                USUAL.purchase + 0.02 * place,
                USUAL.error + 0.01 * place,
                USUAL.latencyMillis + 10 * place);
    }
}
