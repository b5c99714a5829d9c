package io.lotty.event;

import io.lotty.id.EventTypeKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of event that products may report. What it means for attribution never changes, so that reports stay true.
 *
 * @param requiresExposure counts only where its decision was seen
 * @param isExposure says that a decision was seen
 * @param revision counts changes, for optimistic locking
 */
public record EventType(
        EventTypeKey key,
        String name,
        String description,
        Category category,
        boolean requiresExposure,
        boolean isExposure,
        PropertiesSchema schema,
        Optional<Instant> archivedAt,
        int revision,
        Instant createdAt,
        Instant updatedAt) {
    /** Where people look for it. */
    public enum Category {
        EXPOSURE,
        INTERACTION,
        CONVERSION,
        ERROR,
        LATENCY,
        TECHNICAL;

        public static Category of(String text) {
            return Arrays.stream(values())
                    .filter(category -> category.text().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "must be one of exposure, interaction, conversion, error, latency, technical"));
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public EventType {
        if (isExposure && requiresExposure) {
            throw new IllegalArgumentException("an exposure cannot wait for an exposure");
        }
    }

    public EventType archived(Instant at) {
        return new EventType(
                key,
                name,
                description,
                category,
                requiresExposure,
                isExposure,
                schema,
                Optional.of(at),
                revision,
                createdAt,
                at);
    }
}
