package io.lotty.decision;

import io.lotty.experiment.Experiment;
import io.lotty.experiment.Status;
import io.lotty.experiment.SubjectOverride;
import io.lotty.experiment.Variant;
import io.lotty.flag.Flag;
import io.lotty.id.SubjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Turns what people manage into what edges need. */
public final class PlanCompiler {
    private PlanCompiler() {}

    /** Of two experiments that force one subject on one flag: the live one, else the one made last. */
    private static final Comparator<Experiment> PRECEDENCE = Comparator.<Experiment, Boolean>comparing(
                    experiment -> !experiment.status().isLive())
            .thenComparing(Comparator.comparing(Experiment::createdAt).reversed())
            .thenComparing(Comparator.<Experiment, String>comparing(
                            experiment -> experiment.id().toString())
                    .reversed());

    /**
     * @param flags all that are not archived
     * @param experiments all that are running or paused, at most one per flag, and all that force subjects
     * @param revision of the configuration that this is a part of
     */
    public static Plan compile(
            List<Flag> flags, List<Experiment> experiments, Participation participation, long revision) {
        experiments.forEach(PlanCompiler::require);
        var byFlag = experiments.stream().collect(Collectors.groupingBy(Experiment::flag));
        return new Plan(
                revision,
                participation,
                flags.stream()
                        .map(flag -> plan(flag, byFlag.getOrDefault(flag.key(), List.of())))
                        .toList());
    }

    private static void require(Experiment experiment) {
        if (!experiment.status().isLive() && !experiment.forcesSubjects()) {
            throw new IllegalArgumentException(
                    "experiment " + experiment.id() + " on " + experiment.flag() + " is not live and forces nobody");
        }
    }

    private static FlagPlan plan(Flag flag, List<Experiment> experiments) {
        var live = experiments.stream()
                .filter(experiment -> experiment.status().isLive())
                .toList();
        if (live.size() > 1) {
            throw new IllegalArgumentException("flag " + flag.key() + " has " + live.size() + " live experiments");
        }
        return new FlagPlan(
                flag.key(),
                flag.defaultValue(),
                live.stream().findFirst().map(PlanCompiler::plan),
                forced(experiments));
    }

    private static ExperimentPlan plan(Experiment live) {
        var design = live.design();
        var variants = design.variants();
        return new ExperimentPlan(new ExperimentTerms(
                live.id(),
                live.version(),
                serving(live),
                live.salt(),
                design.targeting(),
                design.stickyRequiresTargeting(),
                design.priority(),
                design.conflict(),
                variants.stream()
                        .map(variant -> new VariantPlan(
                                variant.name(),
                                variant.value(),
                                variant.weight().millionths()))
                        .toList(),
                variants.indexOf(
                        variants.stream().filter(Variant::control).findFirst().orElseThrow())));
    }

    private static Serving serving(Experiment live) {
        if (live.status() == Status.PAUSED) {
            return Serving.NOBODY;
        }
        return live.intakePaused() ? Serving.KNOWN_SUBJECTS : Serving.EVERYONE;
    }

    private static List<ForcedVariant> forced(List<Experiment> experiments) {
        var forced = new ArrayList<ForcedVariant>();
        var taken = new HashSet<SubjectId>();
        experiments.stream()
                .filter(Experiment::forcesSubjects)
                .sorted(PRECEDENCE)
                .forEach(experiment -> experiment.design().variants().forEach(variant -> {
                    var subjects = experiment.design().overrides().stream()
                            .filter(override -> override.variant().equals(variant.name()))
                            .map(SubjectOverride::subject)
                            .filter(taken::add)
                            .toList();
                    if (!subjects.isEmpty()) {
                        forced.add(new ForcedVariant(
                                experiment.id(), experiment.version(), variant.name(), variant.value(), subjects));
                    }
                }));
        return forced;
    }
}
