package io.lotty.report;

import io.lotty.report.Reason.Code;
import io.lotty.report.Reason.Figured;
import io.lotty.report.Reason.Stand;
import io.lotty.stats.Finding;
import io.lotty.stats.SampleRatio;
import io.lotty.stats.SequentialSampleRatio;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold before any effect is believed: subjects by weight, a whole week, enough subjects, events that arrived. */
final class GroundRules {
    /** People do other things at weekends: an effect of a part of a week is the effect of these days. */
    static final int LEAST_DAYS = 7;

    /** In the smallest variant; fewer are never judged at every look either. */
    static final int LEAST_SUBJECTS = 100;

    /** Of all events; if more of them wait for an exposure, exposures are being lost, or come much too late. */
    static final double MOST_PENDING = 0.05;

    private GroundRules() {}

    static List<Reason> reasons(Evidence evidence) {
        return Stream.of(
                        Optional.of(sampleRatio(evidence.balance())),
                        Optional.of(duration(evidence.course())),
                        Optional.of(subjects(evidence.balance())),
                        pending(evidence))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Reason sampleRatio(SampleBalance balance) {
        return switch (balance.atOneLook()) {
            case Finding.TooLittle<SampleRatio>(var why) ->
                Reason.of(
                        Code.SAMPLE_RATIO_UNKNOWN,
                        Stand.AGAINST,
                        "Whether subjects fell into variants by their weights cannot be told: " + why + ".");
            case Finding.Found<SampleRatio>(var ratio) ->
                sampleRatio(ratio, balance.atEveryLook().value());
        };
    }

    private static Reason sampleRatio(SampleRatio ratio, Optional<SequentialSampleRatio> sequential) {
        var figures = Stream.concat(
                        Stream.of(new Figured("p_value", ratio.pValue())),
                        sequential.map(look -> new Figured("sequential_p_value", look.pValue())).stream())
                .toArray(Figured[]::new);
        var p = " (" + Spelling.p(ratio.pValue()) + ").";
        return switch (ratio.verdict()) {
            case OK ->
                Reason.of(
                        Code.SAMPLE_RATIO_HOLDS,
                        Stand.FOR,
                        "Subjects fell into variants by their weights" + p,
                        figures);
            case WARNING ->
                Reason.of(
                        Code.SAMPLE_RATIO_SUSPECT,
                        Stand.NOTE,
                        "Subjects may not have fallen into variants by their weights" + p,
                        figures);
            case CRITICAL ->
                Reason.of(
                        Code.SAMPLE_RATIO_MISMATCH,
                        Stand.AGAINST,
                        "Subjects did not fall into variants by their weights, so that no effect can be believed" + p,
                        figures);
        };
    }

    private static Reason duration(Course course) {
        var days = course.days();
        var figures = new Figured[] {new Figured("days", days), new Figured("least_days", LEAST_DAYS)};
        return days < LEAST_DAYS
                ? Reason.of(
                        Code.DURATION_SHORT,
                        Stand.AGAINST,
                        "It was seen for " + Spelling.number(days) + " days, less than a whole week.",
                        figures)
                : Reason.of(
                        Code.DURATION_REACHED,
                        Stand.FOR,
                        "It was seen for " + Spelling.number(days) + " days, a whole week at least.",
                        figures);
    }

    private static Reason subjects(SampleBalance balance) {
        var fewest = balance.parts().stream()
                .mapToLong(SampleBalance.Part::observed)
                .min()
                .orElse(0);
        var figures = new Figured[] {new Figured("subjects", fewest), new Figured("least_subjects", LEAST_SUBJECTS)};
        var words = "The smallest variant was shown to " + fewest + " subjects, ";
        return fewest < LEAST_SUBJECTS
                ? Reason.of(Code.SUBJECTS_FEW, Stand.AGAINST, words + "fewer than " + LEAST_SUBJECTS + ".", figures)
                : Reason.of(Code.SUBJECTS_ENOUGH, Stand.FOR, words + LEAST_SUBJECTS + " at least.", figures);
    }

    private static Optional<Reason> pending(Evidence evidence) {
        return evidence.pending().share().map(BigDecimal::doubleValue).map(share -> {
            var figures = new Figured[] {new Figured("share", share), new Figured("most", MOST_PENDING)};
            var words = Spelling.percent(share) + " of the events wait for the exposure of their decision, ";
            return share > MOST_PENDING
                    ? Reason.of(
                            Code.PENDING_MANY,
                            Stand.AGAINST,
                            words + "more than " + Spelling.percent(MOST_PENDING) + ".",
                            figures)
                    : Reason.of(
                            Code.PENDING_FEW,
                            Stand.FOR,
                            words + "not more than " + Spelling.percent(MOST_PENDING) + ".",
                            figures);
        });
    }
}
