package io.lotty.decision;

import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import java.time.Instant;

/**
 * That a subject holds a variant, as it is written down beside Redis.
 *
 * @param planRevision of the configuration that it was decided by
 */
public record Assignment(
        SubjectId subject, ExperimentId experiment, VariantName variant, Instant at, long planRevision) {}
