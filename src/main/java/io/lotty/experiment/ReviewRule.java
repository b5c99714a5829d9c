package io.lotty.experiment;

import io.lotty.access.ApproverGroup;
import io.lotty.access.Permission;
import io.lotty.access.User;
import io.lotty.id.ApproverGroupId;
import io.lotty.id.UserId;
import io.lotty.refusal.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whose word counts for the experiments of one owner, and how many must approve, as it stood at one moment.
 *
 * @param group the owner's; without one any approver or admin counts
 * @param minApprovals at least 1
 * @param reviewers those whose word counts: active, of the right role, in the group if there is one, and never the owner
 * @param revision the version of the rules that this was read from
 */
public record ReviewRule(
        UserId owner,
        Optional<ApproverGroupId> group,
        int minApprovals,
        List<Reviewer> reviewers,
        RulesRevision revision) {
    private static final int NAMES = 5;

    public ReviewRule {
        reviewers = List.copyOf(reviewers);
        if (minApprovals < 1) {
            throw new IllegalArgumentException("at least one approval is needed");
        }
    }

    /** Somebody whose word counts. */
    public record Reviewer(UserId id, String name) {}

    /** The members of the owner's group, as far as they are active and still hold the role: an admin outside does not count. */
    public static ReviewRule ofGroup(ApproverGroup group, Collection<User> members, RulesRevision revision) {
        var counting = members.stream()
                .filter(member -> group.approvers().contains(member.id()))
                .filter(member -> mayReview(member, group.experimenter()))
                .map(member -> new Reviewer(member.id(), member.name()))
                .toList();
        return new ReviewRule(group.experimenter(), Optional.of(group.id()), group.minApprovals(), counting, revision);
    }

    /** For an owner without a group. */
    public static ReviewRule ofAnyone(UserId owner, int minApprovals, Collection<User> people, RulesRevision revision) {
        var counting = people.stream()
                .filter(person -> mayReview(person, owner))
                .map(person -> new Reviewer(person.id(), person.name()))
                .toList();
        return new ReviewRule(owner, Optional.empty(), minApprovals, counting, revision);
    }

    /** Whether the word of somebody counts about whom the rule knows for certain. */
    public boolean accepts(UserId reviewer) {
        return reviewers.stream().anyMatch(counting -> counting.id().equals(reviewer));
    }

    /** Refuses a reviewer whose word does not count, and says whose does. */
    public void require(UserId reviewer) {
        if (!accepts(reviewer)) {
            throw new Refusal.Forbidden("Your word does not count for the experiments of this owner. " + whose());
        }
    }

    /** Refuses an owner, who never reviews what is his own, whatever the rule. */
    static void requireStranger(Experiment experiment, UserId reviewer) {
        if (reviewer.equals(experiment.owner())) {
            throw new Refusal.Forbidden("You own experiment " + experiment.id() + "; somebody else must review it.");
        }
    }

    private String whose() {
        if (group.isEmpty()) {
            return "That of any active approver or admin does.";
        }
        if (reviewers.isEmpty()) {
            return "His approver group has no member at present who could review; an admin must change it.";
        }
        var names = reviewers.stream().limit(NAMES).map(Reviewer::name).collect(Collectors.joining(", "));
        int more = reviewers.size() - NAMES;
        return "That of his approver group does: " + names + (more > 0 ? " and " + more + " more." : ".");
    }

    private static boolean mayReview(User person, UserId owner) {
        return person.active() && !person.id().equals(owner) && Permission.REVIEW.allows(person.actor());
    }
}
