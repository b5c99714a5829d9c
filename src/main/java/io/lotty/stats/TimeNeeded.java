package io.lotty.stats;

/**
 * How long an experiment still takes to have enough subjects.
 *
 * <p>Assumes that new subjects keep coming at the given rate. As a rule they come more slowly, once those who return
 * often have all been seen; so it is the least time that is needed. Beyond {@link #MOST_DAYS} nothing is promised.
 *
 * <p>Source: {@code (needed − present) / rate}.
 */
public sealed interface TimeNeeded {
    double MOST_DAYS = 1_000;

    /** There are as many as are needed, or more. */
    record Enough(long present, long needed) implements TimeNeeded {}

    /** @param days above 0 and at most {@link #MOST_DAYS}; not rounded */
    record MoreDays(long present, long needed, double days) implements TimeNeeded {}

    /** @param why a sentence for people, without a full stop */
    record CannotTell(long present, long needed, String why) implements TimeNeeded {}

    /**
     * @param present subjects now
     * @param needed subjects in all
     * @param perDay new subjects a day, of late
     */
    static TimeNeeded of(long present, long needed, double perDay) {
        if (present < 0 || needed < 0 || !(perDay >= 0 && Double.isFinite(perDay))) {
            throw new IllegalArgumentException(present + " of " + needed + " at " + perDay + " a day");
        }
        if (present >= needed) {
            return new Enough(present, needed);
        }
        if (perDay == 0) {
            return new CannotTell(present, needed, "nobody new has come of late");
        }
        var days = (needed - present) / perDay;
        return days > MOST_DAYS
                ? new CannotTell(present, needed, "it would take more than 1,000 days at the present rate")
                : new MoreDays(present, needed, days);
    }
}
