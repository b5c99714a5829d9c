package io.lotty.experiment;

import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import io.lotty.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One experiment on one flag.
 *
 * @param version of the design, from 1; each saved design is a new one
 * @param revision counts all changes, for optimistic locking
 */
public record Experiment(
        ExperimentId id,
        FlagKey flag,
        UserId owner,
        Salt salt,
        int version,
        int revision,
        Design design,
        ExperimentState state,
        Instant createdAt,
        Instant updatedAt) {

    public Status status() {
        return state.status();
    }

    public List<Action> allowedActions() {
        return state.allowedActions();
    }

    /** Whether newcomers are kept out: as it is now, or as it would be from the start on. */
    public boolean intakePaused() {
        return state instanceof ExperimentState.Live live ? live.intakePaused() : design.intakePaused();
    }

    /** Whether its overrides work now; there may be none. */
    public boolean forcesSubjects() {
        return !design.overrides().isEmpty() && status().forcesSubjects();
    }

    /** The state, when it offers the action; otherwise refuses, naming the state and what it allows. */
    public <S extends ExperimentState> S allowing(Action action, Class<S> state) {
        if (!allowedActions().contains(action)) {
            throw disallows(action);
        }
        return state.cast(this.state);
    }

    /** The refusal of an action that the state does not offer. */
    Refusal.Conflict disallows(Action action) {
        return new Refusal.Conflict(
                "illegal_transition",
                "Experiment " + id + " is " + status().text() + " and does not allow " + action.text() + "; it allows "
                        + allowedWords() + ".");
    }

    /** The refusal of another start on the flag of this one, which is live. */
    public Refusal.Conflict holdsFlag() {
        return flagTaken(flag, '"' + design.name() + "\" (" + id + ") is " + status().text());
    }

    /** The same where the one that holds the flag is gone already. */
    public static Refusal.Conflict flagWasTaken(FlagKey flag) {
        return flagTaken(flag, "another one was running a moment ago");
    }

    private static Refusal.Conflict flagTaken(FlagKey flag, String who) {
        return new Refusal.Conflict(
                "flag_has_live_experiment",
                "Flag " + flag + " can have one running or paused experiment at a time: " + who + ".");
    }

    /** Refuses an edit, naming the state and what it allows, unless this is a draft. */
    public void requireDraft() {
        if (!(state instanceof ExperimentState.Draft)) {
            throw new Refusal.Conflict(
                    "not_a_draft",
                    "Experiment " + id + " is " + status().text() + " and only a draft can be edited; it allows "
                            + allowedWords() + ".");
        }
    }

    /** For sentences: "submit", "pause or complete", "nothing". */
    String allowedWords() {
        return allowedActions().isEmpty()
                ? "nothing"
                : allowedActions().stream().map(Action::text).collect(Collectors.joining(" or "));
    }

    /** With the next version of its design; only a draft changes. */
    public Experiment redesigned(Design next, Instant at) {
        requireDraft();
        return new Experiment(id, flag, owner, salt, version + 1, revision, next, state, createdAt, at);
    }

    public Experiment in(ExperimentState next, Instant at) {
        return new Experiment(id, flag, owner, salt, version, revision, design, next, createdAt, at);
    }
}
