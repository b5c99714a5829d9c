package io.lotty.measure;

import io.lotty.event.DecisionTag;
import io.lotty.id.EventTypeKey;
import io.lotty.id.VariantName;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of a subject, as measuring sees it.
 *
 * @param kind shared by many
 * @param properties what it carries
 */
public record Occurrence(Instant at, Kind kind, DecisionTag decision, Properties properties) {
    /**
     * @param variant which the experiment had assigned; empty where it had not, so that the event tells of the past at most
     * @param isExposure whether it says that the subject saw what was decided
     * @param requiresExposure whether it counts only when its decision was seen, whatever the metric
     */
    public record Kind(
            EventTypeKey type, Optional<VariantName> variant, boolean isExposure, boolean requiresExposure) {}
}
