package io.lotty.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.access.Actor;
import io.lotty.access.Role;
import io.lotty.experiment.ExperimentState.Approved;
import io.lotty.experiment.ExperimentState.Draft;
import io.lotty.experiment.ExperimentState.InReview;
import io.lotty.id.UserId;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Covers("EXP-6")
class ReviewTest {
    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final ReviewRule FALLBACK = new ReviewRule.AnyApproverOrAdmin(2);

    @Test
    void the_last_needed_approval_approves() {
        var first = new Draft().submit(NOON).approve(approval(1), 2);
        assertThat(first).isEqualTo(new InReview(NOON, List.of(approval(1))));
        assertThat(((InReview) first).approve(approval(2), 2))
                .isEqualTo(new Approved(NOON, List.of(approval(1), approval(2))));
    }

    @Test
    void a_threshold_that_has_sunk_meanwhile_is_the_one_that_counts() {
        var first = (InReview) new Draft().submit(NOON).approve(approval(1), 3);
        assertThat(first.approve(approval(2), 1)).isInstanceOf(Approved.class);
    }

    @Test
    void a_reviewer_counts_once() {
        var first = (InReview) new Draft().submit(NOON).approve(approval(1), 2);
        assertThatThrownBy(() -> first.approve(approval(1), 2))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("already_approved"));
    }

    @Test
    void a_resubmission_has_no_approvals() {
        var first = (InReview) new Draft().submit(NOON).approve(approval(1), 2);
        assertThat(first.requestChanges().submit(NOON.plusSeconds(1)).approvals())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVER", "ADMIN"})
    @Covers("ACC-3")
    void without_a_group_any_approver_or_admin_counts(Role role) {
        assertThatCode(() -> FALLBACK.require(actor(1, role))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPERIMENTER", "VIEWER"})
    @Covers("ACC-3")
    void without_a_group_nobody_else_counts(Role role) {
        assertThatThrownBy(() -> FALLBACK.require(actor(1, role)))
                .isInstanceOf(Refusal.Forbidden.class)
                .hasMessageContaining("approver or admin");
    }

    @Test
    @Covers("ACC-3")
    void at_least_one_approval_is_needed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReviewRule.AnyApproverOrAdmin(0));
    }

    @Test
    @Covers("EXP-8")
    void a_completion_says_why_and_a_rollout_names_its_winner() {
        var winner = Optional.of(new VariantName("green"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Completion(Outcome.ROLLOUT, Optional.empty(), "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Completion(Outcome.NO_EFFECT, winner, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Completion(Outcome.ROLLOUT, winner, " "));
        assertThat(new Completion(Outcome.ROLLBACK, Optional.empty(), "worse")
                        .outcome()
                        .text())
                .isEqualTo("rollback");
    }

    private static Approval approval(int reviewer) {
        return new Approval(new UserId(new UUID(0, reviewer)), "", NOON);
    }

    private static Actor actor(int id, Role role) {
        return new Actor(new UserId(new UUID(0, id)), Set.of(role));
    }
}
