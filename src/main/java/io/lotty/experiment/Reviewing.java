package io.lotty.experiment;

import io.lotty.access.Permission;
import io.lotty.access.Stamp;
import io.lotty.experiment.ExperimentState.Draft;
import io.lotty.experiment.ExperimentState.InReview;
import io.lotty.experiment.ExperimentState.Rejected;
import io.lotty.id.UserId;
import java.util.HashSet;
import java.util.Set;

/** The way from a draft to an approved experiment, and back. */
public final class Reviewing {
    private final Acting acting;
    private final Catalogues catalogues;
    private final ReviewRules rules;

    public Reviewing(Experiments experiments, Catalogues catalogues, ReviewRules rules) {
        this.acting = new Acting(experiments);
        this.catalogues = catalogues;
        this.rules = rules;
    }

    /** The approvals of an earlier submission do not count for this one. */
    public Experiment submit(ExperimentAt at, Stamp stamp) {
        return acting.act(at, stamp, before -> {
            Permission.CHANGE_OWN_EXPERIMENT.requireOwner(stamp.actor(), before.owner());
            var draft = before.allowing(Action.SUBMIT, Draft.class);
            catalogues.requirePresent(before);
            return Change.moved(Action.SUBMIT, before, before.in(draft.submit(stamp.at()), stamp.at()), "");
        });
    }

    /** @param comment may be empty */
    public Experiment approve(ExperimentAt at, String comment, Stamp stamp) {
        return acting.act(at, stamp, before -> {
            var rule = rule(before, stamp);
            var inReview = before.allowing(Action.APPROVE, InReview.class);
            var approval = new Approval(stamp.actor().id(), comment, stamp.at());
            var after = before.in(inReview.approve(approval, rule), stamp.at());
            if (inReview.isApprovedBy(stamp.actor().id())) {
                return Change.moved(Action.APPROVE, before, after, comment).under(rule);
            }
            var reviewed = reviewed(Verdict.APPROVE, before, inReview, comment, stamp);
            var change = after.status() == before.status()
                    ? Change.of(Action.APPROVE.text(), after, reviewed)
                    : closing(Action.APPROVE, before, after, reviewed);
            return change.under(rule);
        });
    }

    /** One suffices to send the experiment back to its draft. */
    public Experiment requestChanges(ExperimentAt at, String comment, Stamp stamp) {
        return acting.act(at, stamp, before -> {
            var rule = rule(before, stamp);
            var inReview = before.allowing(Action.REQUEST_CHANGES, InReview.class);
            var after = before.in(inReview.requestChanges(), stamp.at());
            var reviewed = reviewed(Verdict.REQUEST_CHANGES, before, inReview, comment, stamp);
            return closing(Action.REQUEST_CHANGES, before, after, reviewed).under(rule);
        });
    }

    /** One suffices. */
    public Experiment reject(ExperimentAt at, String comment, Stamp stamp) {
        return acting.act(at, stamp, before -> {
            var rule = rule(before, stamp);
            var inReview = before.allowing(Action.REJECT, InReview.class);
            var after = before.in(inReview.reject(), stamp.at());
            var reviewed = reviewed(Verdict.REJECT, before, inReview, comment, stamp);
            return closing(Action.REJECT, before, after, reviewed).under(rule);
        });
    }

    public Experiment rework(ExperimentAt at, Stamp stamp) {
        return acting.act(at, stamp, before -> {
            Permission.CHANGE_OWN_EXPERIMENT.requireOwner(stamp.actor(), before.owner());
            var rejected = before.allowing(Action.REWORK, Rejected.class);
            return Change.moved(Action.REWORK, before, before.in(rejected.rework(), stamp.at()), "");
        });
    }

    /** The rule for this experiment, under which the actor's word counts. */
    private ReviewRule rule(Experiment experiment, Stamp stamp) {
        var reviewer = stamp.actor().id();
        ReviewRule.requireStranger(experiment, reviewer);
        var rule = rules.of(experiment.owner(), asked(experiment, reviewer));
        rule.require(reviewer);
        return rule;
    }

    private static Set<UserId> asked(Experiment experiment, UserId reviewer) {
        var asked = new HashSet<UserId>(Set.of(reviewer));
        if (experiment.state() instanceof InReview inReview) {
            inReview.approvals().forEach(approval -> asked.add(approval.reviewer()));
        }
        return asked;
    }

    private static Happening.Reviewed reviewed(
            Verdict verdict, Experiment experiment, InReview inReview, String comment, Stamp stamp) {
        return new Happening.Reviewed(new Review(
                stamp.actor().id(), verdict, inReview.submittedAt(), experiment.version(), comment, stamp.at()));
    }

    private static Change closing(Action action, Experiment before, Experiment after, Happening.Reviewed reviewed) {
        return Change.of(
                action.text(), after, reviewed, new Happening.Moved(action, before.status(), after.status(), ""));
    }
}
