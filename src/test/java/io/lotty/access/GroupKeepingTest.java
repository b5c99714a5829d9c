package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lotty.id.ApproverGroupId;
import io.lotty.id.UserId;
import io.lotty.kit.Covers;
import io.lotty.refusal.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@Covers("ACC-3")
class GroupKeepingTest {
    private static final User ERIN = People.user("erin", Role.EXPERIMENTER);
    private static final User APRIL = People.user("april", Role.APPROVER);
    private static final User ROOT = People.user("root", Role.ADMIN);
    private static final User VIC = People.user("vic", Role.VIEWER);
    private static final User GONE = People.user("gone", Role.APPROVER).left();
    private static final User STRANGER = People.user("stranger", Role.APPROVER);

    @Test
    void approvers_and_admins_may_approve_for_experimenters_and_admins() {
        assertThat(violations(ERIN, 2, APRIL, ROOT)).isEmpty();
        assertThat(violations(ROOT, 1, APRIL)).isEmpty();
    }

    @Test
    void who_can_own_no_experiment_has_no_group() {
        assertThat(violations(VIC, 1, APRIL)).containsExactly("/experimenter_id must be an experimenter or admin");
        assertThat(violations(STRANGER, 1, APRIL)).containsExactly("/experimenter_id names no user");
    }

    @Test
    void everything_that_is_wrong_with_the_approvers_is_said_at_once() {
        assertThat(violations(ERIN, 1, APRIL, APRIL, ERIN, STRANGER, GONE, VIC, ROOT))
                .containsExactly(
                        "/approver_ids/1 is named twice",
                        "/approver_ids/2 is the experimenter, who never approves his own experiments",
                        "/approver_ids/3 names no user",
                        "/approver_ids/4 names a user who is not active any more",
                        "/approver_ids/5 must be an approver or admin");
    }

    @Test
    void a_group_is_not_empty_and_no_more_must_approve_than_there_are() {
        assertThat(violations(ERIN, 1)).containsExactly("/approver_ids must name at least one approver");
        assertThat(violations(ERIN, 3, APRIL, ROOT))
                .containsExactly("/min_approvals must be from 1 to the number of approvers, which is 2");
        assertThat(violations(ERIN, 0, APRIL, ROOT)).hasSize(1);
    }

    @Test
    void what_is_no_group_cannot_be_built() {
        assertThat(group(1, APRIL).approvers()).containsExactly(APRIL.id());
        for (var wrong : List.<Function<Integer, ApproverGroup>>of(
                needed -> group(needed),
                needed -> group(needed, APRIL, APRIL),
                needed -> group(needed, ERIN),
                needed -> group(needed - 1, APRIL),
                needed -> group(needed + 1, APRIL))) {
            assertThatIllegalArgumentException().isThrownBy(() -> wrong.apply(1));
        }
    }

    private static ApproverGroup group(int minApprovals, User... approvers) {
        return new ApproverGroup(
                new ApproverGroupId(new UUID(0, 1)),
                ERIN.id(),
                ids(approvers),
                minApprovals,
                1,
                People.NOON,
                People.NOON);
    }

    private static List<String> violations(User experimenter, int minApprovals, User... approvers) {
        var known = Stream.of(ERIN, APRIL, ROOT, VIC, GONE).collect(Collectors.toMap(User::id, Function.identity()));
        var draft = new GroupKeeping.Draft(experimenter.id(), ids(approvers), minApprovals);
        return GroupKeeping.violations(draft, known).stream()
                .map(GroupKeepingTest::words)
                .toList();
    }

    private static String words(Violation violation) {
        return violation.pointer() + " " + violation.message();
    }

    private static List<UserId> ids(User... users) {
        return Arrays.stream(users).map(User::id).toList();
    }
}
