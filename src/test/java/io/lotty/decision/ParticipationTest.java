package io.lotty.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@Covers("DEC-6")
class ParticipationTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_893_456_000);

    private final Random random = new Random(20270301);

    @Test
    void the_default_is_three_at_a_time_and_a_week_of_rest_after_five_in_thirty_days() {
        assertThat(Participation.DEFAULT).isEqualTo(new Participation(3, 5, 30, 7));
    }

    @Test
    void nonsense_is_refused() {
        assertThatThrownBy(() -> new Participation(0, 1, 1, 1)).hasMessageContaining("max_concurrent_experiments");
        assertThatThrownBy(() -> new Participation(1, 101, 1, 1)).hasMessageContaining("cooldown_after");
        assertThatThrownBy(() -> new Participation(1, 1, 0, 1)).hasMessageContaining("within_days");
        assertThatThrownBy(() -> new Participation(1, 1, 1, 366)).hasMessageContaining("cooldown_days");
    }

    @Test
    void claims_of_one_request_compete_by_priority_and_then_by_lot() {
        var flags = new ArrayList<FlagPlan>();
        for (int i = 0; i < 6; i++) {
            flags.add(on("f" + i, i == 4 ? 7 : 0));
        }
        var plan = new Plan(1, new Participation(2, 100, 1, 0), flags);
        var wins = new int[6];
        for (int user = 0; user < 3_000; user++) {
            var decisions = Decider.decide(plan, Plans.request("user-" + user), AssignmentRecord.EMPTY, NOW);
            assertThat(decisions.get(4)).isInstanceOf(Decision.Assigned.class);
            assertThat(decisions)
                    .filteredOn(Decision.Assigned.class::isInstance)
                    .hasSize(2);
            for (int i = 0; i < 6; i++) {
                var reason = decisions.get(i).because().orElseThrow();
                assertThat(reason).isIn(Reason.ASSIGNED, Reason.PARTICIPATION_LIMIT);
                wins[i] += reason == Reason.ASSIGNED ? 1 : 0;
            }
        }
        for (int i : new int[] {0, 1, 2, 3, 5}) {
            // the second place is fair: 600 ± 5 standard deviations of 21.9
            assertThat(wins[i]).isBetween(490, 710);
        }
    }

    @Test
    void places_go_to_whoever_is_asked_for_first_and_nobody_is_evicted() {
        var plan = plan(new Participation(1, 100, 1, 0), on("a", 0), on("b", 9));
        var held = after(plan, AssignmentRecord.EMPTY, NOW, "a");
        assertThat(reason(plan, held, NOW, "b")).isEqualTo(Reason.PARTICIPATION_LIMIT);
        assertThat(reason(plan, held, NOW, "a")).isEqualTo(Reason.ASSIGNED);
        var stricter = plan(new Participation(1, 1, 365, 365), flags(plan));
        assertThat(reason(stricter, held, NOW, "a"))
                .as("limits that begin to bind")
                .isEqualTo(Reason.ASSIGNED);
    }

    @Test
    void a_pause_keeps_the_place_and_the_end_gives_it_back() {
        var a = on("a", 0);
        var b = on("b", 0);
        var policy = new Participation(1, 100, 1, 0);
        var held = after(plan(policy, a, b), AssignmentRecord.EMPTY, NOW, "a");
        var paused = Plans.flag("a", Plans.serving(a.experiment().orElseThrow(), Serving.NOBODY));
        assertThat(reason(plan(policy, paused, b), held, NOW, "b")).isEqualTo(Reason.PARTICIPATION_LIMIT);
        assertThat(reason(plan(policy, Plans.flag("a"), b), held, NOW, "b")).isEqualTo(Reason.ASSIGNED);
    }

    @Test
    void after_so_many_participations_in_so_many_days_the_subject_rests() {
        var policy = new Participation(10, 3, 30, 7);
        var plan = plan(policy, on("a", 0), on("b", 0), on("c", 0), on("d", 0));
        var first = after(plan, AssignmentRecord.EMPTY, NOW, "a");
        var second = after(plan, first, NOW.plus(Duration.ofDays(10)), "b");
        assertThat(reason(plan, second, NOW.plus(Duration.ofDays(20)), "c")).isEqualTo(Reason.ASSIGNED);
        var third = after(plan, second, NOW.plus(Duration.ofDays(20)), "c");
        assertThat(reason(plan, third, NOW.plus(Duration.ofDays(27)).minusSeconds(1), "d"))
                .isEqualTo(Reason.COOLDOWN);
        assertThat(reason(plan, third, NOW.plus(Duration.ofDays(27)), "d")).isEqualTo(Reason.ASSIGNED);
        assertThat(reason(plan, third, NOW.plus(Duration.ofDays(21)), "a"))
                .as("whoever is in stays in")
                .isEqualTo(Reason.ASSIGNED);
        var over = plan(policy, Plans.flag("a"), Plans.flag("b"), Plans.flag("c"), flags(plan)[3]);
        assertThat(reason(over, third, NOW.plus(Duration.ofDays(21)), "d"))
                .as("participations count when they are over, too")
                .isEqualTo(Reason.COOLDOWN);
    }

    @Test
    void participations_further_apart_than_the_days_do_not_add_up() {
        var plan = plan(new Participation(10, 2, 30, 7), on("a", 0), on("b", 0), on("c", 0));
        var first = after(plan, AssignmentRecord.EMPTY, NOW, "a");
        var second = after(plan, first, NOW.plus(Duration.ofDays(30)), "b");
        assertThat(reason(plan, second, NOW.plus(Duration.ofDays(30)), "c")).isEqualTo(Reason.ASSIGNED);
    }

    @Test
    void the_rest_begins_within_a_request() {
        var plan = plan(new Participation(10, 2, 30, 7), on("a", 3), on("b", 2), on("c", 1));
        assertThat(Decider.decide(plan, Plans.request("ann"), AssignmentRecord.EMPTY, NOW))
                .extracting(decision -> decision.because().orElseThrow())
                .containsExactly(Reason.ASSIGNED, Reason.ASSIGNED, Reason.COOLDOWN);
    }

    @Test
    void no_days_of_rest_are_no_rest() {
        var plan = plan(new Participation(10, 1, 30, 0), on("a", 0), on("b", 0));
        var held = after(plan, AssignmentRecord.EMPTY, NOW, "a");
        assertThat(reason(plan, held, NOW, "b")).isEqualTo(Reason.ASSIGNED);
        assertThat(reason(plan, held, NOW.minusSeconds(2), "b"))
                .as("for an edge whose clock is behind")
                .isEqualTo(Reason.ASSIGNED);
    }

    @Test
    @Covers("DEC-10")
    void without_memory_the_limits_take_nothing_from_anybody() {
        var plan = plan(new Participation(1, 1, 30, 7), on("a", 0), on("b", 0));
        assertThat(Decider.decideBlindly(plan, Plans.request("ann"))).allMatch(Decision.Assigned.class::isInstance);
    }

    @Test
    void a_record_keeps_what_lives_and_of_the_rest_what_may_still_count() {
        var policy = new Participation(2, 3, 30, 7);
        var record = AssignmentRecord.EMPTY;
        var all = new ArrayList<FlagPlan>();
        for (int i = 0; i < 40; i++) {
            all.add(on("f" + i, 0));
        }
        for (int i = 0; i < 40; i++) {
            // the first one lives for ever, all others end before the next one begins
            var plan = plan(
                    policy, i == 0 ? new FlagPlan[] {all.getFirst()} : new FlagPlan[] {all.getFirst(), all.get(i)});
            record = after(plan, record, NOW.plus(Duration.ofDays(8L * i)), "f" + i);
        }
        assertThat(record.entries()).hasSizeBetween(4, 1 + policy.cooldownAfter() + 1);
        assertThat(record.variantIn(all.getFirst().experiment().orElseThrow())).isZero();
        assertThat(record.variantIn(all.getLast().experiment().orElseThrow())).isZero();
    }

    @Test
    void a_plan_that_is_older_than_the_record_throws_nothing_away() {
        var newer = new Plan(9, Plans.unlimited(), List.of(on("a", 0)));
        var held = after(newer, AssignmentRecord.EMPTY, NOW, "a");
        var older = new Plan(8, Plans.unlimited(), List.of(on("b", 0)));
        var both = after(older, held, NOW.plus(Duration.ofDays(400)), "b");
        assertThat(both.entries()).hasSize(2);
        assertThat(both.revision()).isEqualTo(9);
    }

    private FlagPlan on(String flag, int priority) {
        var experiment = Plans.experiment(random, "", true, false, 1_000_000);
        return Plans.flag(flag, Plans.competing(experiment, priority, experiment.conflict()));
    }

    private static Plan plan(Participation policy, FlagPlan... flags) {
        return Plans.plan(policy, flags);
    }

    private static FlagPlan[] flags(Plan plan) {
        return plan.flags().toArray(FlagPlan[]::new);
    }

    private static AssignmentRecord after(Plan plan, AssignmentRecord held, Instant at, String flag) {
        var decisions = Decider.decide(plan, Plans.request("ann", flag), held, at);
        return Claim.of(plan, held, decisions, at).orElseThrow().after();
    }

    private static Reason reason(Plan plan, AssignmentRecord held, Instant at, String flag) {
        return Decider.decide(plan, Plans.request("ann", flag), held, at)
                .getFirst()
                .because()
                .orElseThrow();
    }
}
