package io.lotty.decision;

import io.lotty.experiment.ConflictDomain;
import io.lotty.id.ExperimentId;
import io.lotty.targeting.Trace;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole answer with its reasons.
 *
 * @param flags in the order of the decisions
 */
public record Explanation(List<OfFlag> flags, Limits limits) {
    public Explanation {
        flags = List.copyOf(flags);
    }

    /** @param figures of the flag's live experiment; empty when there is none */
    public record OfFlag(Decision decision, Optional<Figures> figures) {
        /** What became of a step; meaningless for an unknown flag. */
        public Step.Outcome outcome(Step step) {
            boolean isKnown = figures.flatMap(Figures::held).isPresent();
            return step.outcome(decision.because().orElseThrow(), isKnown);
        }
    }

    /**
     * All that an experiment asks of a subject, asked whether it mattered or not.
     *
     * @param held what the subject holds in it
     * @param byHash the variant of the subject's bucket: what a newcomer would get
     * @param lot settles ties: the smaller one wins, as an unsigned number
     */
    public record Figures(
            ExperimentPlan experiment,
            Optional<Held> held,
            Trace targeting,
            int audienceBucket,
            int variantBucket,
            VariantPlan byHash,
            long lot,
            Optional<Conflicts> conflicts) {}

    public record Held(VariantPlan variant, Instant since) {}

    /**
     * Who holds, or may take, the conflict domains around an experiment.
     *
     * @param holders by domain
     * @param candidates that the subject could enter, in the order in which they choose
     */
    public record Conflicts(Map<ConflictDomain, ExperimentId> holders, List<Candidate> candidates) {}

    /** @param stake the priority or bid that it competes with; 0 under mutual exclusion */
    public record Candidate(ExperimentId experiment, BigDecimal stake, long lot) {}

    /**
     * Where the subject stood with the participation policy before this request.
     *
     * @param held how many live experiments hold it
     * @param recent how many participations lie within the policy's days before the last one
     */
    public record Limits(Participation policy, int held, int recent, Optional<Instant> restsUntil) {}
}
