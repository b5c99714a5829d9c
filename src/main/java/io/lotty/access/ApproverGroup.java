package io.lotty.access;

import io.lotty.id.ApproverGroupId;
import io.lotty.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Whose word counts for the experiments of one experimenter, and how many of them must approve.
 *
 * @param approvers in the order in which an admin named them, none of them twice, the experimenter not among them
 * @param minApprovals at least 1, at most all of them
 */
public record ApproverGroup(
        ApproverGroupId id,
        UserId experimenter,
        List<UserId> approvers,
        int minApprovals,
        int revision,
        Instant createdAt,
        Instant updatedAt) {
    public static final int MAX_APPROVERS = 100;

    public ApproverGroup {
        approvers = List.copyOf(approvers);
        if (approvers.isEmpty()
                || approvers.size() > MAX_APPROVERS
                || Set.copyOf(approvers).size() < approvers.size()
                || approvers.contains(experimenter)
                || minApprovals < 1
                || minApprovals > approvers.size()) {
            throw new IllegalArgumentException("no approver group: see GroupKeeping, which says what is wrong");
        }
    }

    ApproverGroup with(List<UserId> others, int needed, Instant at) {
        return new ApproverGroup(id, experimenter, others, needed, revision, createdAt, at);
    }
}
