package io.lotty.experiment;

import io.lotty.access.Permission;
import io.lotty.access.Stamp;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Designing experiments: new ones, better drafts, copies. Each saved design is a version. */
public final class Authoring {
    private final Experiments experiments;
    private final Acting acting;
    private final Catalogues catalogues;
    private final Supplier<UUID> ids;
    private final Supplier<Salt> salts;

    /** @param salts gives salts that nobody can guess, a new one each time */
    public Authoring(Experiments experiments, Catalogues catalogues, Supplier<UUID> ids, Supplier<Salt> salts) {
        this.experiments = experiments;
        this.acting = new Acting(experiments);
        this.catalogues = catalogues;
        this.ids = ids;
        this.salts = salts;
    }

    public Experiment create(FlagKey flag, Design design, Stamp stamp) {
        Permission.CREATE_EXPERIMENT.require(stamp.actor());
        catalogues.flagOf(flag, design);
        catalogues.requireMetrics(design);
        return add("create", draft(flag, design, stamp), Optional.empty(), stamp);
    }

    /**
     * Saves the next version of a draft; an edit that changes nothing saves nothing.
     *
     * @param edit makes the new design out of the current one; may refuse
     */
    public Experiment edit(ExperimentAt at, UnaryOperator<Design> edit, Stamp stamp) {
        return acting.act(at, stamp, draft -> {
            Permission.CHANGE_OWN_EXPERIMENT.requireOwner(stamp.actor(), draft.owner());
            draft.requireDraft();
            var design = edit.apply(draft.design());
            catalogues.requireMetrics(design);
            if (design.equals(draft.design())) {
                return Change.of("update", draft);
            }
            var next = draft.redesigned(design, stamp.at());
            return Change.of("update", next, new Happening.VersionSaved(next.version(), Optional.empty()));
        });
    }

    /**
     * A new draft of the actor's own with the same design, from an experiment in any state. The subjects that are forced
     * stay behind: the newest draft would take them away from the people who try the original out.
     */
    public Experiment copy(ExperimentId id, Stamp stamp) {
        Permission.CREATE_EXPERIMENT.require(stamp.actor());
        var original = acting.read(ExperimentAt.any(id));
        return add(
                "clone", draft(original.flag(), original.design().withoutOverrides(), stamp), Optional.of(id), stamp);
    }

    private Experiment add(String verb, Experiment draft, Optional<ExperimentId> clonedFrom, Stamp stamp) {
        experiments.add(Change.of(verb, draft, new Happening.VersionSaved(draft.version(), clonedFrom)), stamp);
        return draft;
    }

    private Experiment draft(FlagKey flag, Design design, Stamp stamp) {
        return new Experiment(
                new ExperimentId(ids.get()),
                flag,
                stamp.actor().id(),
                salts.get(),
                1,
                1,
                design,
                new ExperimentState.Draft(),
                stamp.at(),
                stamp.at());
    }
}
