package io.lotty.experiment.pg;

import io.lotty.access.ApproverGroup;
import io.lotty.access.pg.PgApproverGroups;
import io.lotty.access.pg.PgUsers;
import io.lotty.experiment.ReviewRule;
import io.lotty.experiment.ReviewRules;
import io.lotty.experiment.RulesRevision;
import io.lotty.id.UserId;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import java.util.Set;

/**
 * Review rules out of one snapshot. A review is then saved under a lock that holds only while nothing of that snapshot has
 * changed, see {@link #stillHold}; otherwise it is decided anew. So a group that changes meanwhile counts either before
 * or after the review, and never half.
 */
public final class PgReviewRules implements ReviewRules {
    private static final String REVISION = "SELECT revision FROM review_rules";
    private static final String REVISION_HELD = "SELECT revision FROM review_rules WHERE revision = $1 FOR SHARE";

    private final Pg pg;
    private final int fallbackMinApprovals;

    /** @param fallbackMinApprovals for owners without a group */
    public PgReviewRules(Pg pg, int fallbackMinApprovals) {
        this.pg = pg;
        this.fallbackMinApprovals = fallbackMinApprovals;
    }

    @Override
    public ReviewRule of(UserId owner, Set<UserId> asked) {
        return pg.snapshot(tx -> {
            var revision = tx.one(REVISION, row -> new RulesRevision(row.getLong("revision")))
                    .orElseThrow();
            return PgApproverGroups.of(tx, owner)
                    .map(group -> ReviewRule.ofGroup(group, PgUsers.among(tx, group.approvers()), revision))
                    .orElseGet(() -> ofAnyone(tx, owner, asked, revision));
        });
    }

    /** Keeps the rules as they are until the transaction ends; false when they have changed since they were read. */
    static boolean stillHold(Tx tx, RulesRevision revision) {
        return tx.one(REVISION_HELD, row -> row.getLong("revision"), revision.value())
                .isPresent();
    }

    private ReviewRule ofAnyone(Tx tx, UserId owner, Set<UserId> asked, RulesRevision revision) {
        var people = PgUsers.reviewers(tx, asked, asked.size() + ApproverGroup.MAX_APPROVERS);
        return ReviewRule.ofAnyone(owner, fallbackMinApprovals, people, revision);
    }
}
