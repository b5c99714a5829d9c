package io.lotty.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.experiment.Conflict.Policy;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"CON-2", "EXP-7"})
class RivalryTest {
    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final ExperimentState APPROVED = new ExperimentState.Approved(NOON, List.of());

    @ParameterizedTest
    @CsvSource({"1,0,MINE,0", "0,1,OTHER,20", "-1,-1,HASH,10"})
    void the_larger_priority_wins_and_a_tie_goes_to_the_hash(int mine, int other, Rivalry.Winner winner, int loss) {
        var rivalry = Rivalry.between(
                experiment(1, "40", mine, Policy.PRIORITY, "checkout", "search"),
                experiment(2, "50", other, Policy.PRIORITY, "search"));
        assertThat(rivalry.domains()).containsExactly(new ConflictDomain("search"));
        assertThat(rivalry.winner()).isEqualTo(winner);
        assertThat(rivalry.expectedOverlap()).isEqualTo(new BigDecimal(20));
        assertThat(rivalry.expectedLoss()).isEqualTo(new BigDecimal(loss));
        assertThat(rivalry.canMeet()).isTrue();
    }

    @Test
    void mutual_exclusion_goes_to_the_hash_whatever_the_priority() {
        var rivalry = Rivalry.between(
                experiment(1, "33.3333", 9, Policy.MUTUAL_EXCLUSION, "checkout"),
                experiment(2, "0.01", 0, Policy.MUTUAL_EXCLUSION, "checkout"));
        assertThat(rivalry.winner()).isEqualTo(Rivalry.Winner.HASH);
        assertThat(rivalry.expectedOverlap()).isEqualTo(new BigDecimal("0.0033"));
        assertThat(rivalry.expectedLoss()).isEqualTo(new BigDecimal("0.0017"));
    }

    @Test
    void equal_bids_go_to_the_hash() {
        var rivalry = Rivalry.between(
                experiment(1, "100", 0, Policy.BID, "checkout"), experiment(2, "100", 5, Policy.BID, "checkout"));
        assertThat(rivalry.winner()).isEqualTo(Rivalry.Winner.HASH);
        assertThat(rivalry.expectedLoss()).isEqualTo(new BigDecimal(50));
    }

    @Test
    void with_two_policies_there_is_no_winner_but_a_refusal_that_names_the_other() {
        var other = experiment(2, "100", 0, Policy.BID, "checkout");
        var rivalry = Rivalry.between(experiment(1, "100", 0, Policy.PRIORITY, "checkout"), other);
        assertThat(rivalry.canMeet()).isFalse();
        assertThat(rivalry.mismatch().code()).isEqualTo("conflict_policy_mismatch");
        assertThat(rivalry.mismatch().sentence())
                .contains(other.id().toString(), "checkout", "policy bid, not priority");
    }

    @Test
    void who_shares_no_domain_is_no_rival() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rivalry.between(
                        experiment(1, "100", 0, Policy.BID, "checkout"),
                        experiment(2, "100", 0, Policy.BID, "search")));
    }

    @Test
    void an_approved_experiment_without_obstacles_can_start() {
        var mine = experiment(1, "100", 0, Policy.BID, "checkout");
        assertThat(Outlook.of(mine, List.of(), Optional.empty(), List.of()).obstacles())
                .isEmpty();
    }

    @Test
    void every_obstacle_of_a_start_is_told() {
        var mine = Designs.twoHalves();
        var draft = in(1, new ExperimentState.Draft(), mine, "f1");
        var live = in(2, new ExperimentState.Running(NOON), mine, "f1");
        var gone = new Refusal.Conflict("metric_missing", "gone");
        var outlook = Outlook.of(draft, List.of(gone), Optional.of(live), List.of());
        assertThat(outlook.obstacles())
                .extracting(Refusal::code)
                .containsExactly("illegal_transition", "metric_missing", "flag_has_live_experiment");
        assertThat(outlook.obstacles().getLast().sentence()).contains(live.id().toString());
        assertThat(outlook.isBlockedBy(live)).isTrue();
        assertThat(outlook.isBlockedBy(draft)).isFalse();
    }

    @Test
    void two_on_one_flag_never_meet_and_still_need_one_policy() {
        var mine = experiment(1, "100", 0, Policy.BID, "checkout");
        var same = in(2, APPROVED, mine.design(), mine.flag().value());
        assertThat(Rivalry.between(mine, same).canMeet()).isFalse();
        var other = Designs.edited(
                mine.design(), design -> design.conflict = Optional.of(Designs.conflict(Policy.PRIORITY, "checkout")));
        var outlook = Outlook.of(
                mine,
                List.of(),
                Optional.empty(),
                List.of(in(3, APPROVED, other, mine.flag().value())));
        assertThat(outlook.obstacles()).extracting(Refusal::code).containsExactly("conflict_policy_mismatch");
    }

    private static Experiment experiment(int id, String share, int priority, Policy policy, String... domains) {
        var design = Designs.of(Share.ofPercent(new BigDecimal(share)), Designs.variant("only", share, true));
        return in(
                id,
                APPROVED,
                Designs.edited(design, parts -> {
                    parts.priority = priority;
                    parts.conflict = Optional.of(Designs.conflict(policy, domains));
                }),
                "f" + id);
    }

    private static Experiment in(int id, ExperimentState state, Design design, String flag) {
        return new Experiment(
                new ExperimentId(new UUID(0, id)),
                new FlagKey(flag),
                new UserId(new UUID(0, 9)),
                new Salt(1, 2),
                1,
                1,
                design,
                state,
                NOON,
                NOON);
    }
}
