package io.lotty.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.access.ApproverGroup;
import io.lotty.access.Email;
import io.lotty.access.Role;
import io.lotty.access.User;
import io.lotty.experiment.ExperimentState.Approved;
import io.lotty.experiment.ExperimentState.Draft;
import io.lotty.experiment.ExperimentState.InReview;
import io.lotty.id.ApproverGroupId;
import io.lotty.id.UserId;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import io.lotty.refusal.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Covers("EXP-6")
class ReviewTest {
    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final UserId OWNER = new UserId(new UUID(2, 2));
    private static final RulesRevision REVISION = new RulesRevision(1);

    @Test
    void the_last_needed_approval_approves() {
        var first = new Draft().submit(NOON).approve(approval(1), anyone(2));
        assertThat(first).isEqualTo(new InReview(NOON, List.of(approval(1))));
        assertThat(((InReview) first).approve(approval(2), anyone(2)))
                .isEqualTo(new Approved(NOON, List.of(approval(1), approval(2))));
    }

    @Test
    void a_threshold_that_has_sunk_meanwhile_is_the_one_that_counts() {
        var first = (InReview) new Draft().submit(NOON).approve(approval(1), anyone(3));
        assertThat(first.approve(approval(2), anyone(1))).isInstanceOf(Approved.class);
        assertThat(first.approve(approval(1), anyone(1))).isEqualTo(new Approved(NOON, List.of(approval(1))));
    }

    @Test
    void a_threshold_that_has_risen_meanwhile_is_the_one_that_counts() {
        var first = (InReview) new Draft().submit(NOON).approve(approval(1), anyone(2));
        assertThat(first.approve(approval(2), anyone(3))).isInstanceOf(InReview.class);
    }

    @Test
    void a_reviewer_counts_once() {
        var first = (InReview) new Draft().submit(NOON).approve(approval(1), anyone(2));
        assertThatThrownBy(() -> first.approve(approval(1), anyone(2)))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("already_approved"));
    }

    @Test
    @Covers("ACC-3")
    void an_approval_of_somebody_who_has_left_the_group_meanwhile_does_not_count() {
        var first = (InReview) new Draft().submit(NOON).approve(approval(1), group(2, 1, 2, 3));
        var second = first.approve(approval(2), group(2, 2, 3));
        assertThat(second).isEqualTo(new InReview(NOON, List.of(approval(1), approval(2))));
        assertThat(((InReview) second).approve(approval(3), group(2, 2, 3))).isInstanceOf(Approved.class);
    }

    @Test
    void a_resubmission_has_no_approvals() {
        var first = (InReview) new Draft().submit(NOON).approve(approval(1), anyone(2));
        assertThat(first.requestChanges().submit(NOON.plusSeconds(1)).approvals())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVER", "ADMIN"})
    @Covers("ACC-3")
    void without_a_group_any_approver_or_admin_counts(Role role) {
        var rule = ReviewRule.ofAnyone(OWNER, 1, List.of(person(1, role)), REVISION);
        assertThat(rule.accepts(id(1))).isTrue();
        assertThatCode(() -> rule.require(id(1))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPERIMENTER", "VIEWER"})
    @Covers("ACC-3")
    void without_a_group_nobody_else_counts(Role role) {
        var rule = ReviewRule.ofAnyone(OWNER, 1, List.of(person(1, role)), REVISION);
        assertThatThrownBy(() -> rule.require(id(1)))
                .isInstanceOf(Refusal.Forbidden.class)
                .hasMessageContaining("approver or admin");
    }

    @Test
    @Covers("ACC-3")
    void of_a_group_only_its_members_count_and_not_even_an_admin_besides() {
        var people = List.of(person(1, Role.APPROVER), person(2, Role.ADMIN));
        var rule = ReviewRule.ofGroup(groupOf(1, 1), people, REVISION);
        assertThat(rule.accepts(id(1))).isTrue();
        assertThatThrownBy(() -> rule.require(id(2)))
                .isInstanceOf(Refusal.Forbidden.class)
                .hasMessage("Your word does not count for the experiments of this owner."
                        + " That of his approver group does: Person 1.");
    }

    @Test
    @Covers("ACC-3")
    void a_member_counts_while_he_is_active_and_holds_the_role() {
        var people = List.of(person(1, Role.APPROVER).left(), person(2, Role.VIEWER), person(3, Role.APPROVER));
        var rule = ReviewRule.ofGroup(groupOf(1, 1, 2, 3), people, REVISION);
        assertThat(rule.reviewers()).extracting(ReviewRule.Reviewer::id).containsExactly(id(3));
        assertThatThrownBy(() ->
                        ReviewRule.ofGroup(groupOf(1, 1), people, REVISION).require(id(1)))
                .hasMessageContaining("no member at present who could review");
    }

    @Test
    void the_owner_never_counts() {
        var owner = new User(OWNER, new Email("o@lotty.local"), "Owner", Set.of(Role.ADMIN), true, 1, 1, NOON);
        assertThat(ReviewRule.ofAnyone(OWNER, 1, List.of(owner), REVISION).accepts(OWNER))
                .isFalse();
    }

    @Test
    void a_refusal_names_five_of_many() {
        var members = IntStream.rangeClosed(1, 7).toArray();
        assertThatThrownBy(() -> group(1, members).require(id(9)))
                .hasMessageEndingWith("Person 1, Person 2, Person 3, Person 4, Person 5 and 2 more.");
    }

    @Test
    @Covers("ACC-3")
    void at_least_one_approval_is_needed() {
        assertThatIllegalArgumentException().isThrownBy(() -> anyone(0));
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
        return new Approval(id(reviewer), "", NOON);
    }

    private static ReviewRule anyone(int minApprovals) {
        var people = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> person(number, Role.APPROVER))
                .toList();
        return ReviewRule.ofAnyone(OWNER, minApprovals, people, REVISION);
    }

    private static ReviewRule group(int minApprovals, int... members) {
        var people = Arrays.stream(members)
                .mapToObj(number -> person(number, Role.APPROVER))
                .toList();
        return ReviewRule.ofGroup(groupOf(minApprovals, members), people, REVISION);
    }

    private static ApproverGroup groupOf(int minApprovals, int... members) {
        var ids = Arrays.stream(members).mapToObj(ReviewTest::id).toList();
        return new ApproverGroup(new ApproverGroupId(new UUID(1, 1)), OWNER, ids, minApprovals, 1, NOON, NOON);
    }

    private static User person(int number, Role role) {
        var email = new Email("person" + number + "@lotty.local");
        return new User(id(number), email, "Person " + number, Set.of(role), true, 1, 1, NOON);
    }

    private static UserId id(int number) {
        return new UserId(new UUID(0, number));
    }
}
