package io.lotty.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explains a decision out of the same parts that make it, and asks also what the decision did not need to know. Pure. */
public final class Explainer {
    private final Decider decider;
    private final Plan plan;
    private final DecideRequest request;
    private final byte[] subject;
    private final AssignmentRecord held;

    private Explainer(Plan plan, DecideRequest request, AssignmentRecord held) {
        this.decider = new Decider(plan, request, held);
        this.plan = plan;
        this.request = request;
        this.subject = request.subjectBytes();
        this.held = held;
    }

    /** @param decisions what was decided on the same */
    public static Explanation explain(
            Plan plan, DecideRequest request, AssignmentRecord held, List<Decision> decisions, Instant now) {
        var explainer = new Explainer(plan, request, held);
        var flags = new ArrayList<Explanation.OfFlag>();
        for (var decision : decisions) {
            var figures = Optional.ofNullable(plan.flag(decision.key()))
                    .flatMap(FlagPlan::experiment)
                    .map(explainer::figures);
            flags.add(new Explanation.OfFlag(decision, figures));
        }
        var tally = Tally.of(plan, held, now.getEpochSecond());
        var restsUntil = tally.restsUntil();
        return new Explanation(
                flags,
                new Explanation.Limits(
                        plan.participation(),
                        tally.held(),
                        tally.recent(),
                        restsUntil.isPresent()
                                ? Optional.of(Instant.ofEpochSecond(restsUntil.getAsLong()))
                                : Optional.empty()));
    }

    private Explanation.Figures figures(ExperimentPlan experiment) {
        int bucket = experiment.variantBucket(subject);
        return new Explanation.Figures(
                experiment,
                held(experiment),
                experiment.targeting().trace(request.attributes()),
                experiment.audienceBucket(subject),
                bucket,
                experiment.variants().get(experiment.variantOf(bucket)),
                experiment.lot(subject),
                Optional.ofNullable(plan.conflictsOf(experiment)).map(this::conflicts));
    }

    private Optional<Explanation.Held> held(ExperimentPlan experiment) {
        int variant = held.variantIn(experiment);
        var key = AssignmentRecord.keyOf(experiment.id());
        return held.entries().stream()
                .filter(entry -> variant >= 0 && entry.key().equals(key))
                .map(entry ->
                        new Explanation.Held(experiment.variants().get(variant), Instant.ofEpochSecond(entry.second())))
                .findFirst();
    }

    private Explanation.Conflicts conflicts(ConflictGroup group) {
        var settlement = decider.settlement(group);
        return new Explanation.Conflicts(
                settlement.holders().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, holder -> holder.getValue().id())),
                settlement.candidates().stream()
                        .map(candidate -> new Explanation.Candidate(
                                candidate.member().experiment().id(),
                                candidate.member().stake(),
                                candidate.lot()))
                        .toList());
    }
}
