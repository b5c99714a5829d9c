package io.lotty.report;

import io.lotty.stats.Effect;
import io.lotty.stats.Estimate;
import io.lotty.stats.Finding;
import io.lotty.stats.Power;
import io.lotty.stats.TimeNeeded;

/**
 * What a comparison can find with the subjects there are, at one look and without correction, and what more it takes.
 *
 * @param detectable the least difference that is found with the wanted power, in the figure's unit
 * @param relative the same as a share of the control's figure, and what a relative difference of {@link #RELEVANT} takes
 */
public record Prospect(double detectable, Finding<Relative> relative) {
    /** The relative difference that is planned for: what matters to most, and many can find. It does not look at the data. */
    public static final double RELEVANT = 0.05;

    public static final Power POWER = Power.USUAL;

    /** More subjects than there are anywhere. */
    private static final double MOST_SUBJECTS = 1e15;

    /**
     * @param achieved the chance of finding {@link #RELEVANT} with the subjects there are
     * @param time with how many subjects of the two variants it is found with the wanted power, and when they are there
     */
    public record Relative(double detectable, double achieved, Finding<TimeNeeded> time) {}

    /**
     * @param subjects exposed ones of the two variants together
     * @param perDay new ones
     */
    static Prospect of(Effect effect, long subjects, double perDay) {
        var error = effect.absolute().standardError();
        var relative = effect.relative().map(estimate -> {
            var base = Math.abs(effect.control().value());
            return new Relative(
                    POWER.detectable(error) / base,
                    POWER.ofDifference(RELEVANT * base, error),
                    time(effect.absolute(), base, subjects, perDay));
        });
        return new Prospect(POWER.detectable(error), relative);
    }

    private static Finding<TimeNeeded> time(Estimate absolute, double base, long subjects, double perDay) {
        if (subjects == 0) {
            return Finding.tooLittle("nobody was exposed in the window");
        }
        var needed = Math.ceil(POWER.growth(RELEVANT * base, absolute.standardError()) * subjects);
        return needed < MOST_SUBJECTS
                ? Finding.found(TimeNeeded.of(subjects, (long) needed, perDay))
                : Finding.tooLittle("the difference is too small ever to be found");
    }
}
