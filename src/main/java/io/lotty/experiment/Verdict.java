package io.lotty.experiment;

/** What a reviewer may say. */
public enum Verdict {
    APPROVE,
    REQUEST_CHANGES,
    REJECT;

    public String text() {
        return Wording.text(this);
    }
}
