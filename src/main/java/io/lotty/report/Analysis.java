package io.lotty.report;

import io.lotty.stats.Finding;
import java.util.Map;
import java.util.Optional;

/** What the facts of the whole window say of each variant against control, and what follows from that. */
public record Analysis(Map<Hypothesis, Finding<Judgement>> judgements, SampleBalance balance, Verdict verdict) {
    public Analysis {
        judgements = Map.copyOf(judgements);
    }

    /** Empty of control, which is compared with nothing. */
    public Optional<Finding<Judgement>> of(Hypothesis hypothesis) {
        return Optional.ofNullable(judgements.get(hypothesis));
    }
}
