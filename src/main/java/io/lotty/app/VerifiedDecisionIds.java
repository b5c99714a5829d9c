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
        return verifier.verify(text)
                .map(genuine -> decided(new DecisionTag(genuine.tagHigh(), genuine.tagLow()), genuine.id()));
    }

    @Override
    public Decided read(String text) {
        return io.lotty.decision.DecisionIds.read(text)
                .map(id -> decided(DecisionTag.of(io.lotty.decision.DecisionIds.tagOf(text)), id))
                .orElseThrow(() -> new IllegalArgumentException("not a decision id"));
    }

    private static Decided decided(DecisionTag tag, DecisionId id) {
        var assignment = id.assignment();
        return new Decided(
                tag,
                id.flag(),
                assignment.map(DecisionId.Assignment::experiment),
                assignment.map(DecisionId.Assignment::version).orElse(0),
                assignment.map(DecisionId.Assignment::variant),
                id.reason().text(),
                id.subject());
    }
}
