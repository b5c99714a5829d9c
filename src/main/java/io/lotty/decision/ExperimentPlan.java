package io.lotty.decision;

import io.lotty.experiment.Salt;
import io.lotty.id.ExperimentId;
import io.lotty.targeting.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A live experiment as an edge needs it: what was told, and once computed what every decision would compute again. */
public final class ExperimentPlan {
    private final ExperimentId id;
    private final int version;
    private final boolean paused;
    private final boolean intakePaused;
    private final Salt salt;
    private final Rule targeting;
    private final boolean stickyRequiresTargeting;
    private final List<VariantPlan> variants;

    private final Bucketing audience;
    private final Bucketing choice;
    private final int share;
    private final long[] ends;
    private final String recordHead;

    /** @param variants in the order of the design, which is the order of their ranges; never reordered while it runs */
    public ExperimentPlan(
            ExperimentId id,
            int version,
            boolean paused,
            boolean intakePaused,
            Salt salt,
            Rule targeting,
            boolean stickyRequiresTargeting,
            List<VariantPlan> variants) {
        this.id = id;
        this.version = version;
        this.paused = paused;
        this.intakePaused = intakePaused;
        this.salt = salt;
        this.targeting = targeting;
        this.stickyRequiresTargeting = stickyRequiresTargeting;
        this.variants = List.copyOf(variants);
        this.audience = Bucketing.seeded(salt.high());
        this.choice = Bucketing.seeded(salt.low());
        this.share = variants.stream().mapToInt(VariantPlan::weight).reduce(0, Math::addExact);
        if (share < 1 || share > Bucketing.BUCKETS) {
            throw new IllegalArgumentException("the weights of experiment " + id + " sum to " + share + " millionths");
        }
        this.ends = new long[variants.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += (long) variants.get(i).weight() * Bucketing.BUCKETS;
            ends[i] = end;
        }
        this.recordHead = AssignmentRecord.head(id);
    }

    public ExperimentId id() {
        return id;
    }

    public int version() {
        return version;
    }

    public boolean paused() {
        return paused;
    }

    /** Whether only subjects that hold a variant already are served. */
    public boolean intakePaused() {
        return intakePaused;
    }

    public Salt salt() {
        return salt;
    }

    public Rule targeting() {
        return targeting;
    }

    public boolean stickyRequiresTargeting() {
        return stickyRequiresTargeting;
    }

    public List<VariantPlan> variants() {
        return variants;
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
        return other instanceof ExperimentPlan plan
                && id.equals(plan.id)
                && version == plan.version
                && paused == plan.paused
                && intakePaused == plan.intakePaused
                && salt.equals(plan.salt)
                && targeting.equals(plan.targeting)
                && stickyRequiresTargeting == plan.stickyRequiresTargeting
                && variants.equals(plan.variants);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + version;
    }

    @Override
    public String toString() {
        return "experiment " + id + " version " + version;
    }
}
