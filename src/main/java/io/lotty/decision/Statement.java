package io.lotty.decision;

import io.lotty.id.SubjectHash;
import java.util.Optional;

/** What a decision id says but for the subject: the same for everybody who sees it, so that it is put together once. */
public final class Statement {
    private static final SubjectHash ANYBODY = new SubjectHash(0, 0);

    private final byte reason;
    private final byte[] about;

    Statement(DecisionId id) {
        this.reason = id.reason().code();
        this.about = id.about();
    }

    /** Empty for an unknown flag, about which nothing was decided. */
    public static Optional<Statement> of(Decision decision) {
        return DecisionId.of(decision, ANYBODY).map(Statement::new);
    }

    byte reason() {
        return reason;
    }

    /** What stands behind the subject's hash in the layout of {@link DecisionId}; not to be changed. */
    byte[] about() {
        return about;
    }
}
