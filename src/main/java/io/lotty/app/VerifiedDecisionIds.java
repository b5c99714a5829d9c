package io.lotty.app;

import io.lotty.decision.DecisionId;
import io.lotty.decision.DecisionVerifier;
import io.lotty.event.Decided;
import io.lotty.event.DecisionIds;
import io.lotty.event.DecisionTag;
import java.util.Optional;

/** Tells the event feature what decision ids say, without making it depend on how decisions are made. Belongs to one thread. */
final class VerifiedDecisionIds implements DecisionIds {
    private final DecisionVerifier verifier;

    VerifiedDecisionIds(io.lotty.decision.DecisionIds ids) {
        this.verifier = ids.verifier();
    }

    @Override
    public Optional<Decided> verify(String text) {
        return verifier.verify(text).map(VerifiedDecisionIds::decided);
    }

    @Override
    public Decided read(String text) {
        return verifier.read(text)
                .map(VerifiedDecisionIds::decided)
                .orElseThrow(() -> new IllegalArgumentException("not a decision id"));
    }

    private static Decided decided(DecisionVerifier.Genuine genuine) {
        var id = genuine.id();
        var assignment = id.assignment();
        return new Decided(
                new DecisionTag(genuine.tagHigh(), genuine.tagLow()),
                id.flag(),
                assignment.map(DecisionId.Assignment::experiment),
                assignment.map(DecisionId.Assignment::version).orElse(0),
                assignment.map(DecisionId.Assignment::variant),
                id.reason().text(),
                id.subject());
    }
}
