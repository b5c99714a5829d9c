package io.lotty.experiment.http;

import io.lotty.experiment.Completion;
import io.lotty.experiment.Conducting.FlagDefault;
import io.lotty.experiment.Outcome;
import io.lotty.id.VariantName;
import io.lotty.platform.http.Fields;

/** What callers say when they act. */
final class ActionJson {
    private static final int MAX_COMMENT = 4_000;

    private ActionJson() {}

    record Complete(Completion completion, FlagDefault flagDefault) {}

    static String requiredComment(Fields body) {
        var comment = body.name("comment", MAX_COMMENT).required();
        body.finish();
        return comment.get();
    }

    static String optionalComment(Fields body) {
        var comment = body.prose("comment", MAX_COMMENT);
        body.finish();
        return comment.orElse("");
    }

    static Complete complete(Fields body) {
        var outcome = body.text("outcome", Outcome::of).required();
        var winner = body.text("winner", VariantName::new);
        var comment = body.name("comment", MAX_COMMENT).required();
        boolean apply = body.bool("apply_to_default").orElse(false);
        boolean rollout = outcome.optional().filter(Outcome.ROLLOUT::equals).isPresent();
        if (rollout && !body.has("winner")) {
            body.violate("winner", "is required when the outcome is rollout");
        }
        if (!rollout && outcome.optional().isPresent() && winner.optional().isPresent()) {
            body.violate("winner", "is for the outcome rollout only");
        }
        if (!rollout && outcome.optional().isPresent() && apply) {
            body.violate("apply_to_default", "is for the outcome rollout only");
        }
        body.finish();
        return new Complete(
                new Completion(outcome.get(), winner.optional(), comment.get()),
                apply ? FlagDefault.REPLACED_BY_WINNER : FlagDefault.KEPT);
    }
}
