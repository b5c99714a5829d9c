package io.lotty.decision;

import io.lotty.experiment.Salt;
import io.lotty.id.ExperimentId;
import io.lotty.targeting.Rule;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/**
 * A live experiment as an edge needs it.
 *
 * @param variants in the order of the design, which is the order of their ranges; never reordered while it runs
 */
public record ExperimentPlan(
        ExperimentId id,
        int version,
        boolean paused,
        Salt salt,
        Rule targeting,
        boolean stickyRequiresTargeting,
        List<VariantPlan> variants) {
    public ExperimentPlan {
        variants = List.copyOf(variants);
    }

    /** The audience share in millionths: what the weights sum to. */
    public int share() {
        int share = 0;
        for (int i = 0; i < variants.size(); i++) {
            share += variants.get(i).weight();
        }
        return share;
    }

    public int audienceBucket(byte[] subject) {
        return Bucketing.bucket(subject, salt.high());
    }

    public int variantBucket(byte[] subject) {
        return Bucketing.bucket(subject, salt.low());
    }

    /**
     * The variant of a bucket. The weights' proportions cut the 1,000,000 buckets, so that a share raised with equal
     * proportions moves no one. Products stay below 10^12.
     */
    public int variantOf(int bucket) {
        long point = (long) bucket * share();
        long end = 0;
        for (int i = 0; i < variants.size(); i++) {
            end += (long) variants.get(i).weight() * Bucketing.BUCKETS;
            if (point < end) {
                return i;
            }
        }
        throw new IllegalStateException("bucket " + bucket + " is beyond the last variant");
    }

    /** The id in 22 characters, by which assignment records name it. */
    public String recordKey() {
        var bytes = ByteBuffer.allocate(16)
                .putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
