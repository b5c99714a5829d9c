package io.lotty.report;

import io.lotty.experiment.Experiment;
import io.lotty.experiment.ExperimentState;
import io.lotty.id.VariantName;
import io.lotty.measure.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * For how long the experiment was seen to run: the part of the window from its start to its end, or to the latest event.
 *
 * @param begin not after the end
 */
public record Course(Instant begin, Instant end) {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int RECENT_DAYS = 7;

    static Course of(Experiment experiment, Question question, Facts facts) {
        var window = question.window();
        var begin = later(window.from(), begin(experiment));
        var end = earlier(window.to(), end(experiment.state(), window.to()));
        return new Course(
                begin,
                facts.asOf().map(latest -> later(begin, earlier(end, latest))).orElse(begin));
    }

    /** When what is reported about can have begun. */
    static Instant begin(Experiment experiment) {
        return switch (experiment.state()) {
            case ExperimentState.Live live -> live.startedAt();
            case ExperimentState.Completed completed -> completed.startedAt();
            case ExperimentState.Archived archived -> archived.end().startedAt();
            case ExperimentState.Draft _,
                    ExperimentState.InReview _,
                    ExperimentState.Approved _,
                    ExperimentState.Rejected _ -> experiment.createdAt();
        };
    }

    static boolean hasBegun(Experiment experiment) {
        return switch (experiment.state()) {
            case ExperimentState.Live _, ExperimentState.Completed _, ExperimentState.Archived _ -> true;
            case ExperimentState.Draft _,
                    ExperimentState.InReview _,
                    ExperimentState.Approved _,
                    ExperimentState.Rejected _ -> false;
        };
    }

    private static Instant end(ExperimentState state, Instant open) {
        return switch (state) {
            case ExperimentState.Completed completed -> completed.endedAt();
            case ExperimentState.Archived archived -> archived.end().endedAt();
            case ExperimentState.Live _,
                    ExperimentState.Draft _,
                    ExperimentState.InReview _,
                    ExperimentState.Approved _,
                    ExperimentState.Rejected _ -> open;
        };
    }

    public double days() {
        return (double) Duration.between(begin, end).toMillis() / DAY.toMillis();
    }

    /**
     * New subjects of these variants a day, rather too few than too many: of less than a day no more is made than was seen
     * in it, and it is the smaller of two rates. The one is the average: all subjects by all days; but later days bring fewer
     * new ones. The other is those exposed in the last seven days, each day's or hour's own, by seven: there are at least as
     * many as were new.
     */
    double newSubjectsPerDay(List<VariantName> variants, Question question, Facts facts) {
        var days = Math.max(1, days());
        var since = end.minus(DAY.multipliedBy(RECENT_DAYS));
        long all = 0;
        long recent = 0;
        for (var variant : variants) {
            all += facts.seen(Slice.of(variant)).subjects();
            for (var start : question.granularity().periods(question.window())) {
                if (!start.isBefore(since) && start.isBefore(end)) {
                    recent += facts.seen(Slice.of(variant, start)).subjects();
                }
            }
        }
        return Math.min(all / days, recent / Math.min(days, RECENT_DAYS));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
