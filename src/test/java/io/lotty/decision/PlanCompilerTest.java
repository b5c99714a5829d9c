package io.lotty.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.experiment.Completion;
import io.lotty.experiment.Designs;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.ExperimentState;
import io.lotty.experiment.Outcome;
import io.lotty.experiment.Salt;
import io.lotty.flag.Flag;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.SubjectId;
import io.lotty.id.UserId;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Covers("DEC-2")
class PlanCompilerTest {
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");

    @Test
    void a_running_experiment_stands_on_its_flag_with_all_that_decides() {
        var experiment = on("color", new ExperimentState.Running(NOW));
        var plan = compile(List.of(flag("size"), flag("color")), List.of(experiment));
        assertThat(plan.flags()).extracting(flag -> flag.key().value()).containsExactly("color", "size");
        assertThat(plan.flag("size")).isEqualTo(Plans.flag("size"));
        assertThat(plan.flags().getFirst().experiment())
                .contains(new ExperimentPlan(new ExperimentTerms(
                        experiment.id(),
                        4,
                        Serving.EVERYONE,
                        experiment.salt(),
                        experiment.design().targeting(),
                        true,
                        0,
                        Optional.empty(),
                        List.of(
                                new VariantPlan(new VariantName("blue"), Plans.text("blue"), 500_000),
                                new VariantPlan(new VariantName("green"), Plans.text("green"), 500_000)),
                        0)));
    }

    @Test
    void a_paused_experiment_is_told_as_paused() {
        var plan = compile(List.of(flag("color")), List.of(on("color", new ExperimentState.Paused(NOW))));
        assertThat(plan.flags().getFirst().experiment().map(ExperimentPlan::serving))
                .contains(Serving.NOBODY);
    }

    @ParameterizedTest
    @MethodSource("notLive")
    void an_experiment_that_is_not_live_does_not_belong_in_a_plan(ExperimentState state) {
        assertThatThrownBy(() -> compile(List.of(flag("color")), List.of(on("color", state))))
                .hasMessageContaining("is not live");
    }

    @Test
    @Covers("DEC-5")
    void an_experiment_that_takes_nobody_in_is_told_as_such() {
        var closed = on("color", new ExperimentState.Running(NOW, true));
        var plan = compile(List.of(flag("color")), List.of(closed));
        assertThat(plan.flags().getFirst().experiment().map(ExperimentPlan::serving))
                .contains(Serving.KNOWN_SUBJECTS);
    }

    @ParameterizedTest
    @MethodSource("forcing")
    @Covers("EXP-11")
    void overrides_work_from_draft_to_paused(ExperimentState state) {
        var experiment = forcing(1, state, NOW, "ann", "green");
        var plan = compile(List.of(flag("color")), List.of(experiment));
        assertThat(plan.forcedOn(new SubjectId("ann")))
                .containsEntry(
                        new FlagKey("color"),
                        new ForcedVariant(
                                experiment.id(),
                                4,
                                new VariantName("green"),
                                Plans.text("green"),
                                List.of(new SubjectId("ann"))));
        assertThat(plan.forcedOn(new SubjectId("bob"))).isEmpty();
    }

    @Test
    @Covers("EXP-11")
    void of_two_that_force_one_subject_the_live_one_does_and_else_the_one_made_last() {
        var old = forcing(1, new ExperimentState.Approved(NOW, List.of()), NOW, "ann", "green");
        var late = forcing(2, new ExperimentState.Draft(), NOW.plusSeconds(1), "ann", "blue");
        var live = forcing(3, new ExperimentState.Paused(NOW), NOW.minusSeconds(9), "ann", "green");
        assertThat(forcedBy(old, late)).isEqualTo(late.id());
        assertThat(forcedBy(late, old)).isEqualTo(late.id());
        assertThat(forcedBy(old, late, live)).isEqualTo(live.id());
        assertThat(forcedBy(live, late, old)).isEqualTo(live.id());
    }

    @Test
    void two_live_experiments_on_one_flag_are_refused() {
        var running = on("color", new ExperimentState.Running(NOW));
        assertThatThrownBy(() -> compile(List.of(flag("color")), List.of(running, running)))
                .hasMessageContaining("2 live experiments");
    }

    @Test
    void a_flag_twice_is_refused() {
        assertThatThrownBy(() -> compile(List.of(flag("color"), flag("color")), List.of()))
                .hasMessageContaining("twice");
    }

    private static Plan compile(List<Flag> flags, List<Experiment> experiments) {
        return PlanCompiler.compile(flags, experiments, Participation.DEFAULT, 7);
    }

    static List<ExperimentState> notLive() {
        var completed = new ExperimentState.Completed(
                NOW, NOW, new Completion(Outcome.NO_EFFECT, Optional.empty(), "nothing to see"));
        return List.of(
                new ExperimentState.Draft(),
                new ExperimentState.InReview(NOW, List.of()),
                new ExperimentState.Approved(NOW, List.of()),
                new ExperimentState.Rejected(),
                completed,
                new ExperimentState.Archived(completed));
    }

    static List<ExperimentState> forcing() {
        return List.of(
                new ExperimentState.Draft(),
                new ExperimentState.InReview(NOW, List.of()),
                new ExperimentState.Approved(NOW, List.of()),
                new ExperimentState.Running(NOW),
                new ExperimentState.Paused(NOW));
    }

    private static ExperimentId forcedBy(Experiment... experiments) {
        var plan = compile(List.of(flag("color")), List.of(experiments));
        return Objects.requireNonNull(plan.forcedOn(new SubjectId("ann")).get(new FlagKey("color")))
                .experiment();
    }

    private static Experiment forcing(
            int id, ExperimentState state, Instant createdAt, String subject, String variant) {
        return new Experiment(
                new ExperimentId(new UUID(1, id)),
                new FlagKey("color"),
                new UserId(new UUID(3, 4)),
                new Salt(5, 6),
                4,
                9,
                Designs.forcing(subject, variant),
                state,
                createdAt,
                createdAt);
    }

    private static Experiment on(String flag, ExperimentState state) {
        return new Experiment(
                new ExperimentId(new UUID(1, 2)),
                new FlagKey(flag),
                new UserId(new UUID(3, 4)),
                new Salt(5, 6),
                4,
                9,
                Designs.twoHalves(),
                state,
                NOW,
                NOW);
    }

    private static Flag flag(String key) {
        return new Flag(
                new FlagKey(key),
                Plans.text("grey"),
                "",
                List.of(),
                new UserId(new UUID(3, 4)),
                Optional.empty(),
                1,
                NOW,
                NOW);
    }
}
