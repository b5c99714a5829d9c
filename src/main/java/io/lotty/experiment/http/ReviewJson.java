package io.lotty.experiment.http;

import io.lotty.experiment.Approval;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.ExperimentState.InReview;
import io.lotty.experiment.ReviewRule;
import io.lotty.experiment.ReviewRules;
import io.lotty.id.ApproverGroupId;
import io.lotty.id.UserId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** What an experiment in review still needs, and of whom, as it stands now. */
final class ReviewJson {
    private ReviewJson() {}

    /** Adds the field {@code review} while the experiment is in review. */
    static JsonObject add(JsonObject json, Experiment experiment, ReviewRules rules) {
        if (experiment.state() instanceof InReview inReview) {
            var approved =
                    inReview.approvals().stream().map(Approval::reviewer).collect(Collectors.toUnmodifiableSet());
            json.put("review", write(inReview, rules.of(experiment.owner(), approved)));
        }
        return json;
    }

    private static JsonObject write(InReview inReview, ReviewRule rule) {
        var counted = inReview.approvals().stream()
                .map(Approval::reviewer)
                .filter(rule::accepts)
                .toList();
        // where the rule has become easier, the word of one who has approved is enough once more
        boolean isEnough = counted.size() >= rule.minApprovals();
        var open = rule.reviewers().stream()
                .map(ReviewRule.Reviewer::id)
                .filter(reviewer -> isEnough || !inReview.isApprovedBy(reviewer))
                .toList();
        return new JsonObject()
                .put("group_id", rule.group().map(ApproverGroupId::toString).orElse(null))
                .put("needed", rule.minApprovals())
                .put("approvals", ids(counted))
                .put("reviewers", ids(open));
    }

    private static JsonArray ids(List<UserId> people) {
        return new JsonArray(people.stream().map(UserId::toString).toList());
    }
}
