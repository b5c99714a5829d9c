package io.lotty.experiment;

import io.lotty.access.Permission;
import io.lotty.access.Stamp;
import io.lotty.experiment.ExperimentState.Approved;
import io.lotty.experiment.ExperimentState.Completed;
import io.lotty.experiment.ExperimentState.Live;
import io.lotty.experiment.ExperimentState.Paused;
import io.lotty.experiment.ExperimentState.Running;
import io.lotty.id.VariantName;
import io.lotty.refusal.Refusal;
import java.util.function.Function;

/** What the owner does with an approved experiment: from the start to the archive. */
public final class Conducting {
    private final Acting acting;
    private final Catalogues catalogues;

    public Conducting(Experiments experiments, Catalogues catalogues) {
        this.acting = new Acting(experiments);
        this.catalogues = catalogues;
    }

    /** What becomes of the flag's default when a roll-out completes an experiment. */
    public enum FlagDefault {
        KEPT,
        REPLACED_BY_WINNER
    }

    /** Refuses while another experiment on the flag is running or paused. */
    public Experiment start(ExperimentAt at, Stamp stamp) {
        return act(at, stamp, before -> {
            var approved = before.allowing(Action.START, Approved.class);
            catalogues.requirePresent(before);
            var started = approved.start(stamp.at(), before.design().intakePaused());
            return Change.moved(Action.START, before, before.in(started, stamp.at()), "");
        });
    }

    public Experiment pause(ExperimentAt at, Stamp stamp) {
        return act(at, stamp, before -> {
            var running = before.allowing(Action.PAUSE, Running.class);
            return Change.moved(Action.PAUSE, before, before.in(running.pause(), stamp.at()), "");
        });
    }

    /** @param comment may be empty */
    public Experiment resume(ExperimentAt at, String comment, Stamp stamp) {
        return act(at, stamp, before -> {
            var paused = before.allowing(Action.RESUME, Paused.class);
            return Change.moved(Action.RESUME, before, before.in(paused.resume(), stamp.at()), comment);
        });
    }

    /** From now on only subjects that hold a variant already are served. No new version: whoever holds one sees no change. */
    public Experiment pauseIntake(ExperimentAt at, Stamp stamp) {
        return act(at, stamp, before -> {
            var running = before.allowing(Action.PAUSE_INTAKE, Running.class);
            return switched(Action.PAUSE_INTAKE, before.in(running.pauseIntake(), stamp.at()));
        });
    }

    public Experiment resumeIntake(ExperimentAt at, Stamp stamp) {
        return act(at, stamp, before -> {
            var running = before.allowing(Action.RESUME_INTAKE, Running.class);
            return switched(Action.RESUME_INTAKE, before.in(running.resumeIntake(), stamp.at()));
        });
    }

    /** Completes; the flag's default, when it is to be replaced, changes in the same transaction. */
    public Experiment complete(ExperimentAt at, Completion completion, FlagDefault flagDefault, Stamp stamp) {
        return act(at, stamp, before -> {
            var live = before.allowing(Action.COMPLETE, Live.class);
            completion.winner().ifPresent(winner -> variant(before, winner));
            var after = before.in(live.complete(completion, stamp.at()), stamp.at());
            var concluded = new Happening.Concluded(before.status(), completion);
            return switch (flagDefault) {
                case KEPT -> Change.of(Action.COMPLETE.text(), after, concluded);
                case REPLACED_BY_WINNER ->
                    Change.of(Action.COMPLETE.text(), after, concluded, replaced(before, completion));
            };
        });
    }

    public Experiment archive(ExperimentAt at, Stamp stamp) {
        return act(at, stamp, before -> {
            var completed = before.allowing(Action.ARCHIVE, Completed.class);
            return Change.moved(Action.ARCHIVE, before, before.in(completed.archive(), stamp.at()), "");
        });
    }

    private Experiment act(ExperimentAt at, Stamp stamp, Function<Experiment, Change> decision) {
        return acting.act(at, stamp, before -> {
            Permission.CHANGE_OWN_EXPERIMENT.requireOwner(stamp.actor(), before.owner());
            return decision.apply(before);
        });
    }

    private static Change switched(Action action, Experiment after) {
        return Change.of(action.text(), after, new Happening.IntakeSwitched(after.intakePaused()));
    }

    private static Happening.DefaultReplaced replaced(Experiment experiment, Completion completion) {
        var winner = completion
                .winner()
                .orElseThrow(() -> new Refusal.Invalid(
                        "/apply_to_default", "invalid_value", "needs the outcome rollout, which has a winner"));
        return new Happening.DefaultReplaced(winner, variant(experiment, winner).value());
    }

    private static Variant variant(Experiment experiment, VariantName name) {
        return experiment
                .design()
                .variant(name)
                .orElseThrow(() ->
                        new Refusal.Invalid("/winner", "unknown_variant", "the experiment has no variant " + name));
    }
}
