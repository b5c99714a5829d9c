package io.lotty.decision;

import io.lotty.experiment.Experiment;
import io.lotty.flag.Flag;
import io.lotty.id.FlagKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what people manage into what edges need. */
public final class PlanCompiler {
    private PlanCompiler() {}

    /**
     * @param flags all that are not archived
     * @param experiments all that are running or paused; at most one per flag
     */
    public static Plan compile(List<Flag> flags, List<Experiment> experiments) {
        var byFlag = experiments.stream().collect(Collectors.toMap(Experiment::flag, Function.identity()));
        return new Plan(flags.stream()
                .map(flag -> new FlagPlan(flag.key(), flag.defaultValue(), live(byFlag.get(flag.key()), flag.key())))
                .toList());
    }

    private static Optional<ExperimentPlan> live(@Nullable Experiment experiment, FlagKey flag) {
        return Optional.ofNullable(experiment).map(live -> {
            var design = live.design();
            boolean paused = switch (live.status()) {
                case RUNNING -> false;
                case PAUSED -> true;
                case DRAFT, IN_REVIEW, APPROVED, REJECTED, COMPLETED, ARCHIVED ->
                    throw new IllegalArgumentException("experiment " + live.id() + " on " + flag + " is not live");
            };
            return new ExperimentPlan(
                    live.id(),
                    live.version(),
                    paused,
                    live.salt(),
                    design.targeting(),
                    design.stickyRequiresTargeting(),
                    design.variants().stream()
                            .map(variant -> new VariantPlan(
                                    variant.name(),
                                    variant.value(),
                                    variant.weight().millionths()))
                            .toList());
        });
    }
}
