package io.lotty.experiment;

import io.lotty.access.Actor;
import io.lotty.access.Permission;
import io.lotty.refusal.Refusal;

/** Who may review the experiments of one owner, and how many must approve: as it stands at the moment of the act. */
public interface ReviewRule {
    /** Refuses a reviewer whose word does not count. */
    void require(Actor reviewer);

    /** At least 1. */
    int minApprovals();

    /** Holds for owners whom no approver group serves: any approver or admin counts. */
    record AnyApproverOrAdmin(int minApprovals) implements ReviewRule {
        public AnyApproverOrAdmin {
            if (minApprovals < 1) {
                throw new IllegalArgumentException("at least one approval is needed");
            }
        }

        @Override
        public void require(Actor reviewer) {
            Permission.REVIEW.require(reviewer);
        }
    }

    /** An owner never reviews what is his own, whatever the rule. */
    static void requireStranger(Experiment experiment, Actor reviewer) {
        if (reviewer.id().equals(experiment.owner())) {
            throw new Refusal.Forbidden("You own experiment " + experiment.id() + "; somebody else must review it.");
        }
    }
}
