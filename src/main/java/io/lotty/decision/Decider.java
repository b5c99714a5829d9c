package io.lotty.decision;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Decides. Pure: no clock, no dice, no I/O. */
public final class Decider {
    private Decider() {}

    /** @return an answer for each flag asked for, in that order and once each; for all flags in the order of keys */
    public static List<Decision> decide(Plan plan, DecideRequest request, AssignmentRecord held) {
        var subject = request.subjectBytes();
        var decisions = new ArrayList<Decision>();
        if (request.flags().isEmpty()) {
            for (var flag : plan.flags()) {
                decisions.add(decide(flag, request, subject, held));
            }
            return decisions;
        }
        for (var key : new LinkedHashSet<>(request.flags().get())) {
            var flag = plan.flag(key);
            decisions.add(flag == null ? new Decision.UnknownFlag(key) : decide(flag, request, subject, held));
        }
        return decisions;
    }

    private static Decision decide(FlagPlan flag, DecideRequest request, byte[] subject, AssignmentRecord held) {
        if (flag.experiment().isEmpty()) {
            return new Decision.Default(flag, Reason.NO_EXPERIMENT);
        }
        var experiment = flag.experiment().get();
        if (experiment.paused()) {
            return new Decision.Default(flag, Reason.PAUSED);
        }
        int variant = held.variantIn(experiment);
        boolean isKnown = variant >= 0;
        boolean mustMatch = !isKnown || experiment.stickyRequiresTargeting();
        if (mustMatch && !experiment.targeting().matches(request.attributes())) {
            return new Decision.Default(flag, Reason.TARGETING_MISMATCH);
        }
        if (isKnown) {
            return new Decision.Assigned(flag, experiment, variant, false);
        }
        if (!experiment.isInAudience(subject)) {
            return new Decision.Default(flag, Reason.OUTSIDE_AUDIENCE);
        }
        if (!request.enroll()) {
            return new Decision.Default(flag, Reason.NOT_ENROLLED);
        }
        return new Decision.Assigned(flag, experiment, experiment.variantOf(experiment.variantBucket(subject)), true);
    }
}
