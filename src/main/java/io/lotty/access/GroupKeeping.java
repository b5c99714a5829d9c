package io.lotty.access;

import static io.lotty.access.Permission.CREATE_EXPERIMENT;
import static io.lotty.access.Permission.MANAGE_APPROVER_GROUPS;
import static io.lotty.access.Permission.REVIEW;

import io.lotty.id.ApproverGroupId;
import io.lotty.id.UserId;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Making, changing and removing approver groups. An experimenter without one falls back to the common rule. */
public final class GroupKeeping {
    private final ApproverGroups groups;
    private final Users users;
    private final Supplier<UUID> ids;

    public GroupKeeping(ApproverGroups groups, Users users, Supplier<UUID> ids) {
        this.groups = groups;
        this.users = users;
        this.ids = ids;
    }

    /** What an admin says; nothing of it is checked yet. */
    public record Draft(UserId experimenter, List<UserId> approvers, int minApprovals) {
        public Draft {
            approvers = List.copyOf(approvers);
        }
    }

    /**
     * The group that somebody wants to change.
     *
     * @param revision the one that he has read; when given and not the current one, the change is refused
     */
    public record GroupAt(ApproverGroupId id, Optional<Integer> revision) {}

    public ApproverGroup add(Draft draft, Stamp stamp) {
        MANAGE_APPROVER_GROUPS.require(stamp.actor());
        check(draft);
        var group = new ApproverGroup(
                new ApproverGroupId(ids.get()),
                draft.experimenter(),
                draft.approvers(),
                draft.minApprovals(),
                1,
                stamp.at(),
                stamp.at());
        groups.add(group, stamp);
        return group;
    }

    /** Replaces who approves; whose group it is stays. */
    public ApproverGroup change(GroupAt at, Function<ApproverGroup, Draft> edit, Stamp stamp) {
        MANAGE_APPROVER_GROUPS.require(stamp.actor());
        return Attempts.whileFree(at.revision(), () -> save(at, edit, stamp));
    }

    private ApproverGroup save(GroupAt at, Function<ApproverGroup, Draft> edit, Stamp stamp) {
        var group = existing(at);
        var draft = edit.apply(group);
        if (!draft.experimenter().equals(group.experimenter())) {
            throw new Refusal.Invalid(
                    "/experimenter_id",
                    "invalid_value",
                    "cannot change: a group stays with its experimenter; delete it and make another");
        }
        check(draft);
        var changed = group.with(draft.approvers(), draft.minApprovals(), stamp.at());
        return changed.equals(group.with(group.approvers(), group.minApprovals(), stamp.at()))
                ? group
                : groups.save(changed, stamp);
    }

    public void remove(GroupAt at, Stamp stamp) {
        MANAGE_APPROVER_GROUPS.require(stamp.actor());
        groups.remove(existing(at), stamp);
    }

    private ApproverGroup existing(GroupAt at) {
        var group = groups.find(at.id()).orElseThrow(() -> new Refusal.NotFound("approver group", at.id()));
        if (at.revision().isPresent() && at.revision().get() != group.revision()) {
            throw new Refusal.Stale("Approver group " + at.id() + " has changed since you read it. Read it again.");
        }
        return group;
    }

    private void check(Draft draft) {
        var asked = new HashSet<>(draft.approvers());
        asked.add(draft.experimenter());
        var known = users.among(asked).stream().collect(Collectors.toMap(User::id, Function.identity()));
        var violations = violations(draft, known);
        if (!violations.isEmpty()) {
            throw new Refusal.Invalid(violations);
        }
    }

    /** Everything that is wrong with a draft, given the users whom it names. */
    static List<Violation> violations(Draft draft, Map<UserId, User> known) {
        var found = new ArrayList<Violation>();
        var experimenter = Optional.ofNullable(known.get(draft.experimenter()));
        if (experimenter.isEmpty()) {
            found.add(new Violation("/experimenter_id", "unknown_user", "names no user"));
        } else if (!CREATE_EXPERIMENT.allows(experimenter.get().actor())) {
            found.add(wrong("/experimenter_id", "must be an experimenter or admin"));
        }
        if (draft.approvers().isEmpty()) {
            found.add(wrong("/approver_ids", "must name at least one approver"));
        }
        var seen = new HashSet<UserId>();
        for (int i = 0; i < draft.approvers().size(); i++) {
            var approver = draft.approvers().get(i);
            var at = "/approver_ids/" + i;
            if (!seen.add(approver)) {
                found.add(wrong(at, "is named twice"));
            } else if (approver.equals(draft.experimenter())) {
                found.add(wrong(at, "is the experimenter, who never approves his own experiments"));
            } else {
                violation(at, Optional.ofNullable(known.get(approver))).ifPresent(found::add);
            }
        }
        if (draft.minApprovals() < 1 || draft.minApprovals() > Math.max(1, seen.size())) {
            found.add(wrong("/min_approvals", "must be from 1 to the number of approvers, which is " + seen.size()));
        }
        return found;
    }

    private static Optional<Violation> violation(String at, Optional<User> approver) {
        if (approver.isEmpty()) {
            return Optional.of(new Violation(at, "unknown_user", "names no user"));
        }
        if (!approver.get().active()) {
            return Optional.of(wrong(at, "names a user who is not active any more"));
        }
        return REVIEW.allows(approver.get().actor())
                ? Optional.empty()
                : Optional.of(wrong(at, "must be an approver or admin"));
    }

    private static Violation wrong(String pointer, String message) {
        return new Violation(pointer, "invalid_value", message);
    }
}
