package io.lotty.stats.simulation;

/**
 * One line of the table: how often something happened, or how large something was, and whether that is as it should be.
 *
 * @param nominal what it should be, in words
 * @param error of the simulation itself: half of the band that holds 99 % of such simulations
 */
record Row(String what, String nominal, double measured, double error, int experiments, Verdict verdict) {
    /** 99 % of what is normal is within so many standard errors. */
    private static final double BAND = 2.5758;

    /** Of fewer experiments a bound is granted the simulation's own error too. */
    private static final int ENOUGH = 2_000;

    enum Verdict {
        OK,
        OUTSIDE,
        /** Not ours to hold: shown for comparison. */
        INFORMATION
    }

    /**
     * A share that should be within {@code tolerance} of what is nominal, or within the simulation's own error if that
     * is more.
     */
    static Row near(String what, double nominal, double tolerance, Shares.Share share) {
        var allowed = Math.max(tolerance, error(nominal, share.experiments()));
        var words = tolerance > 0
                ? "%s ± %s".formatted(percent(nominal), percent(tolerance))
                : "%s ± error".formatted(percent(nominal));
        return row(what, words, share, Math.abs(share.value() - nominal) <= allowed);
    }

    static Row atMost(String what, double most, Shares.Share share) {
        return row(what, "≤ " + percent(most), share, share.value() <= most + granted(most, share));
    }

    static Row atLeast(String what, double least, Shares.Share share) {
        return row(what, "≥ " + percent(least), share, share.value() >= least - granted(least, share));
    }

    static Row information(String what, Shares.Share share) {
        return new Row(
                what,
                "–",
                share.value(),
                error(share.value(), share.experiments()),
                share.experiments(),
                Verdict.INFORMATION);
    }

    /** A figure that is no share of experiments, but has a standard error. */
    static Row figure(String what, double nominal, double measured, double standardError, int experiments) {
        var error = BAND * standardError;
        return new Row(
                what,
                percent(nominal) + " ± error",
                measured,
                error,
                experiments,
                Math.abs(measured - nominal) <= error ? Verdict.OK : Verdict.OUTSIDE);
    }

    static String header() {
        return """
                | what | nominal | measured | error (99 %) | experiments | verdict |
                |---|--:|--:|--:|--:|---|""";
    }

    String text() {
        return "| %s | %s | %s | ± %s | %,d | %s |"
                .formatted(
                        what,
                        nominal,
                        percent(measured),
                        percent(error),
                        experiments,
                        switch (verdict) {
                            case OK -> "ok";
                            case OUTSIDE -> "OUTSIDE";
                            case INFORMATION -> "for comparison";
                        });
    }

    private static Row row(String what, String nominal, Shares.Share share, boolean isOk) {
        return new Row(
                what,
                nominal,
                share.value(),
                error(share.value(), share.experiments()),
                share.experiments(),
                isOk ? Verdict.OK : Verdict.OUTSIDE);
    }

    private static double granted(double bound, Shares.Share share) {
        return share.experiments() < ENOUGH ? error(bound, share.experiments()) : 0;
    }

    private static double error(double share, int experiments) {
        return BAND * Math.sqrt(share * (1 - share) / experiments);
    }

    /** With as many digits as tell something: 5.00 %, but 0.1005 %. */
    private static String percent(double share) {
        var digits = share != 0 && Math.abs(share) < 0.005 ? "%.4f" : "%.2f";
        return digits.formatted(100 * share) + " %";
    }
}
