package io.lotty.experiment;

/** What became of an experiment. */
public enum Outcome {
    ROLLOUT,
    ROLLBACK,
    NO_EFFECT;

    public static Outcome of(String text) {
        return Wording.read(Outcome.class, text);
    }

    public String text() {
        return Wording.text(this);
    }
}
