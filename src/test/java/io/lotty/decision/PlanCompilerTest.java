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
import io.lotty.id.UserId;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import java.time.Instant;
import java.util.List;
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
        var plan = PlanCompiler.compile(List.of(flag("size"), flag("color")), List.of(experiment));
        assertThat(plan.flags()).extracting(flag -> flag.key().value()).containsExactly("color", "size");
        assertThat(plan.flag("size")).isEqualTo(Plans.flag("size"));
        assertThat(plan.flags().getFirst().experiment())
                .contains(new ExperimentPlan(
                        experiment.id(),
                        4,
                        false,
                        experiment.salt(),
                        experiment.design().targeting(),
                        true,
                        List.of(
                                new VariantPlan(new VariantName("blue"), Plans.text("blue"), 500_000),
                                new VariantPlan(new VariantName("green"), Plans.text("green"), 500_000))));
    }

    @Test
    void a_paused_experiment_is_told_as_paused() {
        var plan = PlanCompiler.compile(List.of(flag("color")), List.of(on("color", new ExperimentState.Paused(NOW))));
        assertThat(plan.flags().getFirst().experiment().map(ExperimentPlan::paused))
                .contains(true);
    }

    @ParameterizedTest
    @MethodSource("notLive")
    void an_experiment_that_is_not_live_does_not_belong_in_a_plan(ExperimentState state) {
        assertThatThrownBy(() -> PlanCompiler.compile(List.of(flag("color")), List.of(on("color", state))))
                .hasMessageContaining("is not live");
    }

    @Test
    void two_live_experiments_on_one_flag_are_refused() {
        var running = on("color", new ExperimentState.Running(NOW));
        assertThatThrownBy(() -> PlanCompiler.compile(List.of(flag("color")), List.of(running, running)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_flag_twice_is_refused() {
        assertThatThrownBy(() -> PlanCompiler.compile(List.of(flag("color"), flag("color")), List.of()))
                .hasMessageContaining("twice");
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
