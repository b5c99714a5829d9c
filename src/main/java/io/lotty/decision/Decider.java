package io.lotty.decision;

import io.lotty.id.FlagKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Decides. Pure: no clock, no dice, no I/O. */
public final class Decider {
    private final Plan plan;
    private final DecideRequest request;
    private final byte[] subject;
    private final AssignmentRecord held;
    private final Map<FlagKey, ForcedVariant> forced;
    private final Map<ConflictGroup, Settlement> settlements = new HashMap<>();

    Decider(Plan plan, DecideRequest request, AssignmentRecord held) {
        this.plan = plan;
        this.request = request;
        this.subject = request.subjectBytes();
        this.held = held;
        this.forced = plan.forcedOn(request.subject());
    }

    /**
     * What a subject sees that holds this.
     *
     * @return an answer for each flag asked for, in that order and once each; for all flags in the order of keys. An
     *     assignment that is new must be claimed before it is told
     */
    public static List<Decision> decide(Plan plan, DecideRequest request, AssignmentRecord held, Instant now) {
        var decider = new Decider(plan, request, held);
        var decisions = decider.each();
        decider.limit(decisions, now.getEpochSecond());
        return decisions;
    }

    /**
     * What a subject sees of which nobody knows what it holds: the variants of its hashes. The participation policy does
     * not apply, because it would take variants from subjects that hold them.
     */
    public static List<Decision> decideBlindly(Plan plan, DecideRequest request) {
        return new Decider(plan, request, AssignmentRecord.EMPTY).each();
    }

    private List<Decision> each() {
        if (request.flags().isEmpty()) {
            var decisions = new ArrayList<Decision>(plan.flags().size());
            for (var flag : plan.flags()) {
                decisions.add(decide(flag));
            }
            return decisions;
        }
        var keys = request.flags().get();
        var decisions = new ArrayList<Decision>(keys.size());
        for (var key : keys.size() == 1 ? keys : new LinkedHashSet<>(keys)) {
            var flag = plan.flag(key);
            decisions.add(flag == null ? new Decision.UnknownFlag(key) : decide(flag));
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
        int variant = held.variantIn(experiment);
        return variant >= 0 ? known(flag, experiment, variant) : newcomer(flag, experiment);
    }

    private Decision known(FlagPlan flag, ExperimentPlan experiment, int variant) {
        if (experiment.serving() == Serving.NOBODY) {
            return new Decision.Default(flag, Reason.PAUSED);
        }
        if (experiment.stickyRequiresTargeting() && !experiment.targeting().matches(request.attributes())) {
            return new Decision.Default(flag, Reason.TARGETING_MISMATCH);
        }
        return experiment.serving() == Serving.CONTROL
                ? new Decision.RolledBack(flag, experiment)
                : new Decision.Assigned(flag, experiment, variant, false);
    }

    private Decision newcomer(FlagPlan flag, ExperimentPlan experiment) {
        if (experiment.serving().isPaused()) {
            return new Decision.Default(flag, Reason.PAUSED);
        }
        if (!experiment.targeting().matches(request.attributes())) {
            return new Decision.Default(flag, Reason.TARGETING_MISMATCH);
        }
        if (!experiment.isInAudience(subject)) {
            return new Decision.Default(flag, Reason.OUTSIDE_AUDIENCE);
        }
        if (experiment.serving() == Serving.KNOWN_SUBJECTS) {
            return new Decision.Default(flag, Reason.INTAKE_PAUSED);
        }
        var group = plan.conflictsOf(experiment);
        if (group != null) {
            var winner = settlement(group).winnerOver(experiment);
            if (winner.isPresent()) {
                return new Decision.ConflictLost(flag, winner.get());
            }
        }
        if (!request.enroll()) {
            return new Decision.Default(flag, Reason.NOT_ENROLLED);
        }
        int bucket = experiment.variantBucket(subject);
        return new Decision.Assigned(flag, experiment, experiment.variantOf(bucket), true);
    }

    /** Settled once for all flags of the request. */
    Settlement settlement(ConflictGroup group) {
        return settlements.computeIfAbsent(group, any -> group.settle(subject, held, this::mayEnter));
    }

    private boolean mayEnter(ConflictGroup.Member member) {
        var experiment = member.experiment();
        return experiment.serving() == Serving.EVERYONE
                && experiment.isInAudience(subject)
                && !forced.containsKey(member.flag().key())
                && experiment.targeting().matches(request.attributes());
    }

    /** Gives the places that the participation policy leaves to those of the new assignments that rank first. */
    private void limit(List<Decision> decisions, long nowSecond) {
        var places = new ArrayList<Place>();
        for (int i = 0; i < decisions.size(); i++) {
            if (decisions.get(i) instanceof Decision.Assigned assigned && assigned.isNew()) {
                places.add(new Place(i, assigned));
            }
        }
        if (places.isEmpty()) {
            return;
        }
        places.sort(rank());
        var tally = Tally.of(plan, held, nowSecond);
        for (var place : places) {
            tally.bar()
                    .ifPresentOrElse(
                            reason -> decisions.set(
                                    place.index(),
                                    new Decision.Default(place.wanted().flag(), reason)),
                            tally::admit);
        }
    }

    /** A place that is wanted, for the decision at this index. */
    private record Place(int index, Decision.Assigned wanted) {}

    /** The larger priority, then the smaller lot. */
    private Comparator<Place> rank() {
        return Comparator.<Place>comparingInt(
                        place -> -place.wanted().experiment().priority())
                .thenComparing(place -> place.wanted().experiment().lot(subject), Long::compareUnsigned)
                .thenComparing(place -> place.wanted().experiment().id().value());
    }
}
