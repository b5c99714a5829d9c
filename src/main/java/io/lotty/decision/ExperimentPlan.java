package io.lotty.decision;

import io.lotty.experiment.Conflict;
import io.lotty.experiment.Salt;
import io.lotty.id.ExperimentId;
import io.lotty.targeting.Rule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A live experiment as an edge needs it: its terms, and once computed what every decision would compute again. */
public final class ExperimentPlan {
    private final ExperimentTerms terms;
    private final Bucketing audience;
    private final Bucketing choice;
    private final Bucketing lot;
    private final int share;
    private final long[] ends;
    private final String recordHead;

    public ExperimentPlan(ExperimentTerms terms) {
        this.terms = terms;
        this.audience = Bucketing.audience(terms.salt());
        this.choice = Bucketing.choice(terms.salt());
        this.lot = Bucketing.lot(terms.salt());
        this.share = terms.share();
        this.ends = new long[terms.variants().size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += (long) terms.variants().get(i).weight() * Bucketing.BUCKETS;
            ends[i] = end;
        }
        this.recordHead = AssignmentRecord.head(terms.id());
    }

    public ExperimentTerms terms() {
        return terms;
    }

    public ExperimentId id() {
        return terms.id();
    }

    public int version() {
        return terms.version();
    }

    public Serving serving() {
        return terms.serving();
    }

    public Salt salt() {
        return terms.salt();
    }

    public Rule targeting() {
        return terms.targeting();
    }

    public boolean stickyRequiresTargeting() {
        return terms.stickyRequiresTargeting();
    }

    public int priority() {
        return terms.priority();
    }

    public Optional<Conflict> conflict() {
        return terms.conflict();
    }

    public List<VariantPlan> variants() {
        return terms.variants();
    }

    public VariantPlan control() {
        return variants().get(terms.control());
    }

    /** The audience share in millionths: what the weights sum to. */
    public int share() {
        return share;
    }

    public int audienceBucket(byte[] subject) {
        return audience.bucket(subject);
    }

    public int variantBucket(byte[] subject) {
        return choice.bucket(subject);
    }

    /**
     * What decides for this subject between experiments that are equal otherwise: the smaller lot, as an unsigned number,
     * wins. Independent of both buckets, so that who wins a tie says nothing about variants.
     */
    public long lot(byte[] subject) {
        return lot.hash(subject);
    }

    public boolean isInAudience(byte[] subject) {
        return audienceBucket(subject) < share;
    }

    /**
     * The variant of a bucket. The weights' proportions cut the 1,000,000 buckets, so that a share raised with equal
     * proportions moves no one. Products stay below 10^12.
     */
    public int variantOf(int bucket) {
        long point = (long) bucket * share;
        int variant = 0;
        while (point >= ends[variant]) {
            variant++;
        }
        return variant;
    }

    /** How an entry of this experiment begins in assignment records. */
    String recordHead() {
        return recordHead;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExperimentPlan plan && terms.equals(plan.terms);
    }

    @Override
    public int hashCode() {
        return terms.id().hashCode();
    }

    @Override
    public String toString() {
        return "experiment " + id() + " version " + version();
    }
}
