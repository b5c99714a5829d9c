package io.lotty.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.experiment.Completion;
import io.lotty.experiment.ExperimentState;
import io.lotty.experiment.Outcome;
import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import io.lotty.measure.Granularity;
import io.lotty.measure.Pending;
import io.lotty.measure.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

@Covers("REP-2")
class CourseTest {
    private static final Instant START = Examples.STARTED;
    private static final Instant MIDNIGHT = START.truncatedTo(ChronoUnit.DAYS);
    private static final ExperimentState RUNNING = new ExperimentState.Running(START);
    private static final List<VariantName> BOTH = List.of(Examples.CONTROL, Examples.BLUE);

    @Test
    void it_goes_from_the_start_to_the_latest_event() {
        assertThat(course(RUNNING, window(-10, 30), 5)).isEqualTo(new Course(START, day(5)));
    }

    @Test
    void it_keeps_within_the_window() {
        assertThat(course(RUNNING, window(1, 3), 5)).isEqualTo(new Course(day(1), day(3)));
        assertThat(course(RUNNING, window(6, 8), 5).days()).isZero();
        assertThat(course(RUNNING, window(-10, -5), 5).days()).isZero();
    }

    @Test
    void it_ends_when_the_experiment_ends_though_events_come_later() {
        var completed = new ExperimentState.Completed(
                START, day(4), new Completion(Outcome.NO_EFFECT, Optional.empty(), "nothing moved"));

        assertThat(course(completed, window(0, 30), 5)).isEqualTo(new Course(START, day(4)));
        assertThat(course(new ExperimentState.Archived(completed), window(0, 30), 5)
                        .days())
                .isEqualTo(4);
    }

    @Test
    void without_events_it_has_no_length() {
        var facts = new Facts(Map.of(), Map.of(), Map.of(), new Pending(0, 0), Arrivals.NONE, Optional.empty());
        var experiment = Examples.experiment(RUNNING, List.of(new MetricKey("rate")));

        assertThat(Course.of(experiment, question(window(0, 9)), facts).days()).isZero();
    }

    @Test
    void new_subjects_a_day_are_all_by_all_days_where_those_of_the_last_week_return() {
        var facts = new Observations().exposed(Examples.CONTROL, 900).exposed(Examples.BLUE, 1_100);
        for (var day = 1; day <= 10; day++) {
            facts.exposed(Examples.CONTROL, midnight(day), 800).exposed(Examples.BLUE, midnight(day), 800);
        }

        assertThat(rate(facts, 10)).isEqualTo(200);
    }

    /** Of 7 whole days that begin within the last week, 4 had nobody. */
    @Test
    void new_subjects_a_day_are_those_of_the_last_week_where_they_became_fewer() {
        var facts = new Observations().exposed(Examples.CONTROL, 9_000).exposed(Examples.BLUE, 9_000);
        for (var day = 4; day <= 6; day++) {
            facts.exposed(Examples.CONTROL, midnight(day), 70).exposed(Examples.BLUE, midnight(day), 70);
        }

        assertThat(rate(facts, 10)).isEqualTo(60);
    }

    @Test
    void of_some_hours_no_more_is_made_than_was_seen() {
        var facts = new Observations()
                .exposed(Examples.CONTROL, 30)
                .exposed(Examples.BLUE, 30)
                .exposed(Examples.CONTROL, midnight(1), 25)
                .exposed(Examples.BLUE, midnight(1), 25)
                .until(Duration.ofHours(20));
        var experiment = Examples.experiment(RUNNING, List.of(new MetricKey("rate")));
        var question = question(window(0, 30));
        var course = Course.of(experiment, question, facts.facts());

        assertThat(course.days()).isCloseTo(20.0 / 24, Offset.offset(1e-12));
        assertThat(course.newSubjectsPerDay(BOTH, question, facts.facts())).isEqualTo(50);
    }

    private static double rate(Observations facts, int days) {
        facts.until(Duration.ofDays(days));
        var experiment = Examples.experiment(RUNNING, List.of(new MetricKey("rate")));
        var question = question(window(0, 30));
        return Course.of(experiment, question, facts.facts()).newSubjectsPerDay(BOTH, question, facts.facts());
    }

    private static Course course(ExperimentState state, Window window, int latestDay) {
        var facts = new Observations().until(Duration.ofDays(latestDay)).facts();
        return Course.of(Examples.experiment(state, List.of(new MetricKey("rate"))), question(window), facts);
    }

    private static Question question(Window window) {
        return Examples.question(BOTH, window, Granularity.DAY, List.of());
    }

    private static Window window(int fromDay, int toDay) {
        return new Window(day(fromDay), day(toDay));
    }

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private static Instant midnight(int day) {
        return MIDNIGHT.plus(Duration.ofDays(day));
    }
}
