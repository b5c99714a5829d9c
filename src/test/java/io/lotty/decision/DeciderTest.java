package io.lotty.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.id.SubjectId;
import io.lotty.kit.Covers;
import io.lotty.targeting.Attributes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("DEC-2")
class DeciderTest {
    private static final String RULE = "country == \"RU\"";
    private static final Attributes RUSSIAN =
            Attributes.builder().text("country", "RU").build();
    private static final SubjectId ANN = new SubjectId("ann");
    private static final Instant NOW = Instant.ofEpochSecond(1_893_456_000);

    @Test
    void a_flag_without_an_experiment_gives_its_default() {
        assertThat(decide(Plans.flag("f"), AssignmentRecord.EMPTY))
                .isEqualTo(new Decision.Default(Plans.flag("f"), Reason.NO_EXPERIMENT));
    }

    @Test
    void a_paused_experiment_gives_the_default_even_to_those_who_hold_a_variant() {
        var experiment = Plans.experiment("", false, true, 1_000_000);
        assertReason(Reason.PAUSED, decide(Plans.flag("f", experiment), holding(experiment, 0)));
    }

    @Test
    void whom_the_rule_does_not_match_sees_the_default() {
        var flag = Plans.flag("f", Plans.experiment(RULE, true, false, 1_000_000));
        assertReason(Reason.TARGETING_MISMATCH, decide(flag, AssignmentRecord.EMPTY));
    }

    @Test
    void outside_the_audience_the_default_is_seen() {
        var experiment = Plans.experiment(1);
        assertThat(experiment.isInAudience(bytes())).isFalse();
        assertReason(Reason.OUTSIDE_AUDIENCE, decide(Plans.flag("f", experiment), AssignmentRecord.EMPTY));
    }

    @Test
    void in_the_audience_the_variant_of_the_bucket_is_seen_and_has_to_be_claimed() {
        var experiment = Plans.experiment(500_000, 500_000);
        var flag = Plans.flag("f", experiment);
        int variant = experiment.variantOf(experiment.variantBucket(bytes()));
        assertThat(decide(flag, AssignmentRecord.EMPTY))
                .isEqualTo(new Decision.Assigned(flag, experiment, variant, true));
    }

    @Test
    @Covers("DEC-5")
    void whoever_holds_a_variant_keeps_it_whatever_the_bucket_the_share_and_the_weights_say() {
        var experiment = Plans.experiment(1, 1, 1);
        var flag = Plans.flag("f", experiment);
        for (int variant = 0; variant < 3; variant++) {
            assertThat(decide(flag, holding(experiment, variant)))
                    .isEqualTo(new Decision.Assigned(flag, experiment, variant, false));
        }
    }

    @Test
    @Covers("DEC-5")
    void whoever_stops_matching_sees_the_default_and_the_same_variant_again_when_matching() {
        var experiment = Plans.experiment(RULE, true, false, 500_000, 500_000);
        var flag = Plans.flag("f", experiment);
        var held = holding(experiment, 1);
        assertReason(Reason.TARGETING_MISMATCH, decide(flag, held));
        assertThat(decide(flag, held, RUSSIAN, true)).isEqualTo(new Decision.Assigned(flag, experiment, 1, false));
    }

    @Test
    @Covers("DEC-5")
    void when_sticky_does_not_require_targeting_whoever_stops_matching_keeps_the_variant() {
        var experiment = Plans.experiment(RULE, false, false, 500_000, 500_000);
        var flag = Plans.flag("f", experiment);
        assertThat(decide(flag, holding(experiment, 1))).isEqualTo(new Decision.Assigned(flag, experiment, 1, false));
        assertReason(Reason.TARGETING_MISMATCH, decide(flag, AssignmentRecord.EMPTY));
    }

    @Test
    @Covers("DEC-5")
    void while_the_intake_is_paused_those_who_hold_a_variant_keep_it_and_newcomers_see_the_default() {
        var experiment = Plans.closed(Plans.experiment(500_000, 500_000));
        var flag = Plans.flag("f", experiment);
        assertThat(decide(flag, holding(experiment, 1))).isEqualTo(new Decision.Assigned(flag, experiment, 1, false));
        assertReason(Reason.INTAKE_PAUSED, decide(flag, AssignmentRecord.EMPTY));
        assertReason(Reason.INTAKE_PAUSED, decide(flag, AssignmentRecord.EMPTY, Attributes.NONE, false));
    }

    @Test
    @Covers("DEC-5")
    void whom_a_paused_intake_does_not_concern_is_told_the_nearer_reason() {
        var narrow = Plans.closed(Plans.experiment(1));
        assertReason(Reason.OUTSIDE_AUDIENCE, decide(Plans.flag("f", narrow), AssignmentRecord.EMPTY));
        var russian = Plans.closed(Plans.experiment(RULE, true, false, 1_000_000));
        assertReason(Reason.TARGETING_MISMATCH, decide(Plans.flag("f", russian), AssignmentRecord.EMPTY));
    }

    @Test
    @Covers("EXP-11")
    void whoever_is_forced_sees_it_whatever_else_applies_and_nobody_else_does() {
        for (var experiment : List.of(
                Plans.experiment(500_000, 500_000),
                Plans.experiment(1),
                Plans.experiment("", false, true, 1_000_000),
                Plans.experiment(RULE, true, false, 1_000_000))) {
            var flag = Plans.forcing(Plans.flag("f", experiment), "ann");
            var forced = new Decision.Forced(flag, flag.forced().getFirst());
            assertThat(decide(flag, AssignmentRecord.EMPTY)).isEqualTo(forced);
            assertThat(decide(flag, holding(experiment, 0), Attributes.NONE, false))
                    .isEqualTo(forced);
            var bob = new DecideRequest(new SubjectId("bob"), Attributes.NONE, Optional.empty(), true);
            assertThat(Decider.decide(Plans.plan(flag), bob, AssignmentRecord.EMPTY, NOW))
                    .noneMatch(Decision.Forced.class::isInstance);
        }
    }

    @Test
    @Covers("EXP-11")
    void whoever_is_forced_on_one_flag_is_ordinary_on_others() {
        var plan = Plans.plan(Plans.forcing(Plans.flag("f"), "ann"), Plans.flag("g"));
        assertThat(Decider.decide(plan, Plans.request("ann"), AssignmentRecord.EMPTY, NOW))
                .containsExactly(
                        new Decision.Forced(
                                plan.flags().getFirst(),
                                plan.flags().getFirst().forced().getFirst()),
                        new Decision.Default(Plans.flag("g"), Reason.NO_EXPERIMENT));
    }

    @Test
    @Covers("DEC-11")
    void without_enrolment_those_who_hold_a_variant_see_it_and_others_the_default() {
        var experiment = Plans.experiment(500_000, 500_000);
        var flag = Plans.flag("f", experiment);
        assertReason(Reason.NOT_ENROLLED, decide(flag, AssignmentRecord.EMPTY, Attributes.NONE, false));
        assertThat(decide(flag, holding(experiment, 1), Attributes.NONE, false))
                .isEqualTo(new Decision.Assigned(flag, experiment, 1, false));
    }

    @Test
    @Covers("DEC-11")
    void without_enrolment_a_better_reason_for_the_default_comes_first() {
        var flag = Plans.flag("f", Plans.experiment(1));
        assertReason(Reason.OUTSIDE_AUDIENCE, decide(flag, AssignmentRecord.EMPTY, Attributes.NONE, false));
    }

    @Test
    @Covers("DEC-1")
    void asked_for_nothing_in_particular_all_flags_answer_in_the_order_of_keys() {
        var plan = Plans.plan(Plans.flag("b"), Plans.flag("a.z"), Plans.flag("a"));
        assertThat(Decider.decide(plan, Plans.request("ann"), AssignmentRecord.EMPTY, NOW))
                .extracting(Decision::key)
                .containsExactly("a", "a.z", "b");
    }

    @Test
    @Covers("DEC-1")
    void an_empty_list_of_flags_asks_for_none() {
        var request = new DecideRequest(ANN, Attributes.NONE, Optional.of(List.of()), true);
        assertThat(Decider.decide(Plans.plan(Plans.flag("a")), request, AssignmentRecord.EMPTY, NOW))
                .isEmpty();
    }

    @Test
    @Covers("DEC-1")
    void flags_answer_once_each_in_the_order_asked_and_an_unknown_one_is_its_own_error() {
        var plan = Plans.plan(Plans.flag("a"), Plans.flag("b"));
        var request = Plans.request("ann", "b", "No such flag", "a", "b", "No such flag");
        assertThat(Decider.decide(plan, request, AssignmentRecord.EMPTY, NOW))
                .containsExactly(
                        new Decision.Default(Plans.flag("b"), Reason.NO_EXPERIMENT),
                        new Decision.UnknownFlag("No such flag"),
                        new Decision.Default(Plans.flag("a"), Reason.NO_EXPERIMENT));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20270301, -9})
    void the_answer_for_a_flag_does_not_depend_on_the_other_flags(long seed) {
        var random = new Random(seed);
        var plan = Plans.random(random, 30);
        for (int i = 0; i < 200; i++) {
            var held = randomlyHeld(plan, random);
            var attributes = random.nextBoolean() ? RUSSIAN : Attributes.NONE;
            var subject = new SubjectId("user-" + random.nextInt(1_000_000));
            boolean enroll = random.nextBoolean();
            var all = Decider.decide(plan, new DecideRequest(subject, attributes, Optional.empty(), enroll), held, NOW);
            var shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, random);
            var some = shuffled.subList(0, random.nextInt(shuffled.size()));
            var keys = some.stream().map(Decision::key).toList();
            assertThat(Decider.decide(
                            plan, new DecideRequest(subject, attributes, Optional.of(keys), enroll), held, NOW))
                    .as("seed %s", seed)
                    .isEqualTo(some);
        }
    }

    private static AssignmentRecord randomlyHeld(Plan plan, Random random) {
        var entries = new ArrayList<AssignmentRecord.Entry>();
        plan.flags().stream().flatMap(flag -> flag.experiment().stream()).forEach(experiment -> {
            if (random.nextBoolean()) {
                int variant = random.nextInt(experiment.variants().size());
                entries.add(new AssignmentRecord.Entry(
                        AssignmentRecord.keyOf(experiment.id()), variant, NOW.getEpochSecond()));
            }
        });
        return AssignmentRecord.of(1, entries);
    }

    private static AssignmentRecord holding(ExperimentPlan experiment, int variant) {
        return AssignmentRecord.of(
                1,
                List.of(new AssignmentRecord.Entry(
                        AssignmentRecord.keyOf(experiment.id()), variant, NOW.getEpochSecond())));
    }

    private static Decision decide(FlagPlan flag, AssignmentRecord held) {
        return decide(flag, held, Attributes.NONE, true);
    }

    private static Decision decide(FlagPlan flag, AssignmentRecord held, Attributes attributes, boolean enroll) {
        var request = new DecideRequest(ANN, attributes, Optional.empty(), enroll);
        return Decider.decide(Plans.plan(flag), request, held, NOW).getFirst();
    }

    private static void assertReason(Reason reason, Decision decision) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Default.class,
                        plain -> assertThat(plain.reason()).isEqualTo(reason));
        assertThat(decision.value()).contains(Plans.text("grey"));
    }

    private static byte[] bytes() {
        return ANN.value().getBytes(StandardCharsets.UTF_8);
    }
}
