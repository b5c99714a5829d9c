package io.lotty.decision;

import io.lotty.id.FlagKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Decides. Pure: no clock, no dice, no I/O. */
public final class Decider {
    private final DecideRequest request;
    private final byte[] subject;
    private final AssignmentRecord held;
    private final Map<FlagKey, ForcedVariant> forced;

    private Decider(Plan plan, DecideRequest request, AssignmentRecord held) {
        this.request = request;
        this.subject = request.subjectBytes();
        this.held = held;
        this.forced = plan.forcedOn(request.subject());
    }

    /** @return an answer for each flag asked for, in that order and once each; for all flags in the order of keys */
    public static List<Decision> decide(Plan plan, DecideRequest request, AssignmentRecord held) {
        var decider = new Decider(plan, request, held);
        var decisions = new ArrayList<Decision>();
        if (request.flags().isEmpty()) {
            for (var flag : plan.flags()) {
                decisions.add(decider.decide(flag));
            }
            return decisions;
        }
        for (var key : new LinkedHashSet<>(request.flags().get())) {
            var flag = plan.flag(key);
            decisions.add(flag == null ? new Decision.UnknownFlag(key) : decider.decide(flag));
        }
        return decisions;
    }

    private Decision decide(FlagPlan flag) {
        if (!forced.isEmpty()) {
            var variant = forced.get(flag.key());
            if (variant != null) {
                return new Decision.Forced(flag, variant);
            }
        }
        if (flag.experiment().isEmpty()) {
            return new Decision.Default(flag, Reason.NO_EXPERIMENT);
        }
        var experiment = flag.experiment().get();
        return experiment.paused() ? new Decision.Default(flag, Reason.PAUSED) : ofRunning(flag, experiment);
    }

    private Decision ofRunning(FlagPlan flag, ExperimentPlan experiment) {
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
        if (experiment.intakePaused()) {
            return new Decision.Default(flag, Reason.INTAKE_PAUSED);
        }
        if (!request.enroll()) {
            return new Decision.Default(flag, Reason.NOT_ENROLLED);
        }
        int bucket = experiment.variantBucket(subject);
        return new Decision.Assigned(flag, experiment, experiment.variantOf(bucket), true);
    }
}
