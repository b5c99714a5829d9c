package io.lotty.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.experiment.Conflict.Policy;
import io.lotty.id.SubjectId;
import io.lotty.kit.Covers;
import io.lotty.targeting.Attributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({"CON-1", "CON-2", "DEC-7"})
class ConflictsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_893_456_000);
    private static final int SUBJECTS = 2_000;

    private final Random random = new Random(20270301);

    @ParameterizedTest
    @EnumSource(Policy.class)
    void in_a_domain_one_experiment_holds_a_subject_and_the_loser_names_it(Policy policy) {
        var plan = plan(on("a", 0, policy, "checkout"), on("b", 0, policy, "checkout"));
        int wins = 0;
        for (int i = 0; i < SUBJECTS; i++) {
            var both = decide(plan, "user-" + i);
            var winners =
                    both.stream().filter(Decision.Assigned.class::isInstance).toList();
            var losers = both.stream()
                    .filter(Decision.ConflictLost.class::isInstance)
                    .toList();
            assertThat(winners).hasSize(1);
            assertThat(losers).hasSize(1);
            assertThat(((Decision.ConflictLost) losers.getFirst()).winner())
                    .isEqualTo(((Decision.Assigned) winners.getFirst()).experiment());
            wins += winners.getFirst().key().equals("a") ? 1 : 0;
        }
        // a tie is a fair coin: 1,000 ± 5 standard deviations of 22.4
        assertThat(wins).isBetween(888, 1_112);
    }

    @Test
    void the_larger_priority_wins() {
        var plan = plan(on("a", 1, Policy.PRIORITY, "checkout"), on("b", 2, Policy.PRIORITY, "checkout"));
        for (int i = 0; i < SUBJECTS; i++) {
            assertThat(reasons(decide(plan, "user-" + i))).containsExactly(Reason.CONFLICT_LOST, Reason.ASSIGNED);
        }
    }

    @Test
    void priority_means_nothing_under_mutual_exclusion() {
        var plan =
                plan(on("a", 1, Policy.MUTUAL_EXCLUSION, "checkout"), on("b", 2, Policy.MUTUAL_EXCLUSION, "checkout"));
        long wins = subjects()
                .filter(subject -> decide(plan, subject).getFirst() instanceof Decision.Assigned)
                .count();
        assertThat(wins).isBetween(888L, 1_112L);
    }

    @Test
    void whoever_holds_the_subject_keeps_it_from_whoever_comes_later_and_ranks_higher() {
        var early = on("a", 1, Policy.PRIORITY, "checkout");
        var late = on("b", 9, Policy.PRIORITY, "checkout");
        var held = holding(early);
        assertThat(reasons(Decider.decide(plan(early, late), Plans.request("ann"), held, NOW)))
                .containsExactly(Reason.ASSIGNED, Reason.CONFLICT_LOST);
        var paused = Plans.flag("a", Plans.serving(early.experiment().orElseThrow(), Serving.NOBODY));
        assertThat(reasons(Decider.decide(plan(paused, late), Plans.request("ann"), held, NOW)))
                .as("a pause does not let go: else the resumed experiment would share the subject")
                .containsExactly(Reason.PAUSED, Reason.CONFLICT_LOST);
        assertThat(reasons(Decider.decide(plan(late), Plans.request("ann"), held, NOW)))
                .as("the end does")
                .containsExactly(Reason.ASSIGNED);
    }

    @Test
    void who_cannot_take_the_subject_does_not_win_it() {
        var strong = on("a", 9, Policy.PRIORITY, "checkout");
        var experiment = strong.experiment().orElseThrow();
        var weak = on("b", 1, Policy.PRIORITY, "checkout");
        for (var unfit : List.of(
                Plans.serving(experiment, Serving.KNOWN_SUBJECTS),
                Plans.serving(experiment, Serving.NOBODY),
                Plans.serving(experiment, Serving.CONTROL),
                Plans.competing(
                        Plans.experiment("country == \"RU\"", true, false, 1_000_000), 9, experiment.conflict()))) {
            assertThat(decide(plan(Plans.flag("a", unfit), weak), "ann").getLast())
                    .isInstanceOf(Decision.Assigned.class);
        }
        assertThat(decide(plan(Plans.forcing(strong, "ann"), weak), "ann").getLast())
                .as("on whose flag the subject is forced")
                .isInstanceOf(Decision.Assigned.class);
    }

    @Test
    void an_experiment_of_two_domains_needs_both() {
        var both = on("a", 2, Policy.PRIORITY, "checkout", "search");
        var search = on("b", 3, Policy.PRIORITY, "search");
        var checkout = on("c", 1, Policy.PRIORITY, "checkout");
        assertThat(reasons(decide(plan(both, search, checkout), "ann")))
                .as("it loses search, and so leaves checkout to the next")
                .containsExactly(Reason.CONFLICT_LOST, Reason.ASSIGNED, Reason.ASSIGNED);
        assertThat(reasons(decide(plan(both, checkout), "ann"))).containsExactly(Reason.ASSIGNED, Reason.CONFLICT_LOST);
    }

    @Test
    void domains_are_settled_over_all_experiments_asked_for_or_not() {
        var plan = plan(on("a", 1, Policy.PRIORITY, "checkout"), on("b", 2, Policy.PRIORITY, "checkout"));
        assertThat(Decider.decide(plan, Plans.request("ann", "a"), AssignmentRecord.EMPTY, NOW))
                .singleElement()
                .isInstanceOf(Decision.ConflictLost.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 20270301})
    void whatever_is_asked_for_in_whatever_order_no_domain_is_ever_shared_and_no_answer_depends_on_the_others(
            long seed) {
        var dice = new Random(seed);
        var plan = randomPlan(dice);
        for (int i = 0; i < 200; i++) {
            var subject = "user-" + i;
            var held = AssignmentRecord.EMPTY;
            for (int turn = 0; turn < 4; turn++) {
                var keys = new ArrayList<>(
                        plan.flags().stream().map(flag -> flag.key().value()).toList());
                Collections.shuffle(keys, dice);
                var some = keys.subList(0, 1 + dice.nextInt(keys.size()));
                var request = Plans.request(subject, some.toArray(String[]::new));
                var together = Decider.decide(plan, request, held, NOW);
                for (int flag = 0; flag < some.size(); flag++) {
                    assertThat(Decider.decide(plan, Plans.request(subject, some.get(flag)), held, NOW))
                            .as("seed %s", seed)
                            .containsExactly(together.get(flag));
                }
                held = Claim.of(plan, held, together, NOW).map(Claim::after).orElse(held);
                assertThat(domainsHeld(plan, held)).as("seed %s", seed).doesNotHaveDuplicates();
            }
        }
    }

    private Plan randomPlan(Random dice) {
        var flags = new ArrayList<FlagPlan>();
        for (int i = 0; i < 12; i++) {
            var domains = Arrays.asList("checkout", "search", "price", "mail");
            Collections.shuffle(domains, dice);
            var conflict = Plans.conflict(
                    Policy.PRIORITY, domains.subList(0, 1 + dice.nextInt(2)).toArray(String[]::new));
            int weight = 100_000 + dice.nextInt(900_000);
            flags.add(Plans.flag(
                    "f" + i,
                    Plans.competing(
                            Plans.experiment(dice, "", true, false, weight),
                            dice.nextInt(3),
                            dice.nextInt(4) == 0 ? Optional.empty() : conflict)));
        }
        return new Plan(1, Plans.unlimited(), flags);
    }

    private static List<String> domainsHeld(Plan plan, AssignmentRecord held) {
        return plan.flags().stream()
                .flatMap(flag -> flag.experiment().stream())
                .filter(experiment -> held.variantIn(experiment) >= 0)
                .flatMap(experiment -> ConflictGroup.domains(experiment).stream())
                .map(Object::toString)
                .toList();
    }

    private FlagPlan on(String flag, int priority, Policy policy, String... domains) {
        var experiment = Plans.experiment(random, "", true, false, 500_000, 500_000);
        return Plans.flag(flag, Plans.competing(experiment, priority, Plans.conflict(policy, domains)));
    }

    private static AssignmentRecord holding(FlagPlan flag) {
        var plan = plan(flag);
        return Claim.of(plan, AssignmentRecord.EMPTY, decide(plan, "ann"), NOW)
                .orElseThrow()
                .after();
    }

    private static Plan plan(FlagPlan... flags) {
        return Plans.plan(Plans.unlimited(), flags);
    }

    private static Stream<String> subjects() {
        return IntStream.range(0, SUBJECTS).mapToObj(i -> "user-" + i);
    }

    private static List<Decision> decide(Plan plan, String subject) {
        var request = new DecideRequest(new SubjectId(subject), Attributes.NONE, Optional.empty(), true);
        return Decider.decide(plan, request, AssignmentRecord.EMPTY, NOW);
    }

    private static List<Reason> reasons(List<Decision> decisions) {
        return decisions.stream()
                .map(decision -> decision.because().orElseThrow())
                .toList();
    }
}
