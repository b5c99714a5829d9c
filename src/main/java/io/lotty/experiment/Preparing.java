package io.lotty.experiment;

import io.lotty.id.ExperimentId;
import java.util.function.Predicate;

/** Looking ahead: what an experiment would meet if it started now. */
public final class Preparing {
    public static final int MAX_RIVALS = 200;

    private final Experiments experiments;
    private final Catalogues catalogues;

    public Preparing(Experiments experiments, Catalogues catalogues) {
        this.experiments = experiments;
        this.catalogues = catalogues;
    }

    /** For an experiment in any state; of many rivals the {@value #MAX_RIVALS} nearest to running. */
    public Outlook outlook(ExperimentId id) {
        var experiment = new Acting(experiments).read(ExperimentAt.any(id));
        return Outlook.of(
                experiment,
                catalogues.obstacles(experiment),
                experiments
                        .liveOn(experiment.flag())
                        .filter(Predicate.not(live -> live.id().equals(id))),
                experiments.sharing(experiment, MAX_RIVALS));
    }
}
