package io.lotty.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.experiment.Conflict.Policy;
import io.lotty.id.SubjectId;
import io.lotty.kit.Covers;
import io.lotty.targeting.Attributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("DEC-8")
class ExplainerTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_893_456_000);
    private static final Attributes RUSSIAN =
            Attributes.builder().text("country", "RU").build();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20270301})
    void figures_and_reason_say_the_same(long seed) {
        var random = new Random(seed);
        var seen = EnumSet.noneOf(Reason.class);
        var plan = new Plan(
                1, new Participation(4, 6, 30, 7), Plans.random(random, 30).flags());
        for (int i = 0; i < 100; i++) {
            var request = new DecideRequest(
                    new SubjectId("user-" + i),
                    random.nextBoolean() ? RUSSIAN : Attributes.NONE,
                    Optional.empty(),
                    random.nextBoolean());
            var held = Claim.of(
                            plan,
                            AssignmentRecord.EMPTY,
                            Decider.decide(plan, request, AssignmentRecord.EMPTY, NOW),
                            NOW)
                    .filter(any -> random.nextBoolean())
                    .map(Claim::after)
                    .orElse(AssignmentRecord.EMPTY);
            var decisions = Decider.decide(plan, request, held, NOW);
            var explanation = Explainer.explain(plan, request, held, decisions, NOW);
            for (int flag = 0; flag < decisions.size(); flag++) {
                var explained = explanation.flags().get(flag);
                assertThat(explained.decision()).isSameAs(decisions.get(flag));
                explained.figures().ifPresent(figures -> check(explained, figures, request, explanation.limits()));
                seen.add(explained.decision().because().orElseThrow());
            }
        }
        assertThat(seen).hasSizeGreaterThan(6);
    }

    private static void check(
            Explanation.OfFlag flag, Explanation.Figures figures, DecideRequest request, Explanation.Limits limits) {
        var experiment = figures.experiment();
        boolean inside = figures.audienceBucket() < experiment.share();
        switch (flag.decision().because().orElseThrow()) {
            case OVERRIDE -> assertThat(flag.outcome(Step.STATE)).isEqualTo(Step.Outcome.NOT_REACHED);
            case PAUSED, ROLLED_BACK ->
                assertThat(experiment.serving().isPaused()).isTrue();
            case TARGETING_MISMATCH -> assertThat(figures.targeting().holds()).isFalse();
            case OUTSIDE_AUDIENCE -> assertThat(inside).isFalse();
            case INTAKE_PAUSED -> assertThat(experiment.serving()).isEqualTo(Serving.KNOWN_SUBJECTS);
            case NOT_ENROLLED -> {
                assertThat(request.enroll()).isFalse();
                assertThat(figures.targeting().holds()).isTrue();
                assertThat(inside).isTrue();
            }
            case PARTICIPATION_LIMIT, COOLDOWN ->
                assertThat(limits.policy().maxConcurrent()).isEqualTo(4);
            case ASSIGNED -> assertThat(figures.byHash()).isEqualTo(((Decision.Assigned) flag.decision()).variant());
            case NO_EXPERIMENT, CONFLICT_LOST -> throw new AssertionError(flag);
        }
        var decided = Arrays.stream(Step.values())
                .filter(step -> flag.outcome(step) == Step.Outcome.DECIDED)
                .toList();
        assertThat(decided).containsExactly(Step.of(flag.decision().because().orElseThrow()));
    }

    @Test
    void whoever_holds_a_variant_is_not_asked_what_newcomers_are() {
        var flag = Plans.flag("f", Plans.experiment(1_000_000));
        var plan = Plans.plan(flag);
        var held = held(plan, "ann");
        var explained = explain(plan, "ann", held).flags().getFirst();
        assertThat(explained.figures().orElseThrow().held())
                .contains(new Explanation.Held(
                        flag.experiment().orElseThrow().variants().getFirst(), NOW));
        for (var step : Set.of(Step.AUDIENCE, Step.INTAKE, Step.CONFLICTS, Step.ENROLMENT, Step.LIMITS)) {
            assertThat(explained.outcome(step)).isEqualTo(Step.Outcome.SKIPPED);
        }
        assertThat(explained.outcome(Step.TARGETING)).isEqualTo(Step.Outcome.PASSED);
        assertThat(explained.outcome(Step.VARIANT)).isEqualTo(Step.Outcome.DECIDED);
    }

    @Test
    @Covers("CON-2")
    void a_lost_conflict_shows_who_chose_first_and_with_what() {
        var random = new Random(4);
        var weak = Plans.competing(
                Plans.experiment(random, "", true, false, 1_000_000), 1, Plans.conflict(Policy.PRIORITY, "checkout"));
        var strong = Plans.competing(
                Plans.experiment(random, "", true, false, 1_000_000), 5, Plans.conflict(Policy.PRIORITY, "checkout"));
        var plan = Plans.plan(Plans.flag("a", weak), Plans.flag("b", strong));
        var explained = explain(plan, "ann", AssignmentRecord.EMPTY).flags().getFirst();
        var conflicts = explained.figures().orElseThrow().conflicts().orElseThrow();
        assertThat(explained.outcome(Step.CONFLICTS)).isEqualTo(Step.Outcome.DECIDED);
        assertThat(conflicts.holders()).containsValue(strong.id()).hasSize(1);
        assertThat(conflicts.candidates())
                .extracting(Explanation.Candidate::experiment)
                .containsExactly(strong.id(), weak.id());
        assertThat(conflicts.candidates().getFirst().stake()).isEqualByComparingTo("5");
    }

    @Test
    @Covers("DEC-6")
    void limits_are_told_as_they_stood_before_the_request() {
        var plan = Plans.plan(new Participation(5, 1, 30, 7), Plans.flag("f", Plans.experiment(1_000_000)));
        assertThat(explain(plan, "ann", AssignmentRecord.EMPTY).limits())
                .isEqualTo(new Explanation.Limits(plan.participation(), 0, 0, Optional.empty()));
        assertThat(explain(plan, "ann", held(plan, "ann")).limits())
                .isEqualTo(
                        new Explanation.Limits(plan.participation(), 1, 1, Optional.of(NOW.plusSeconds(7 * 86_400))));
    }

    private static AssignmentRecord held(Plan plan, String subject) {
        var request = Plans.request(subject);
        return Claim.of(plan, AssignmentRecord.EMPTY, Decider.decide(plan, request, AssignmentRecord.EMPTY, NOW), NOW)
                .orElseThrow()
                .after();
    }

    private static Explanation explain(Plan plan, String subject, AssignmentRecord held) {
        var request = Plans.request(subject);
        return Explainer.explain(plan, request, held, Decider.decide(plan, request, held, NOW), NOW);
    }
}
