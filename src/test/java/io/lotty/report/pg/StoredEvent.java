package io.lotty.report.pg;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table of events; the amount is its one property, absent when null. */
public record StoredEvent(
        String id,
        String type,
        int decision,
        UUID experiment,
        String variant,
        String reason,
        int subject,
        Instant occurredAt,
        @Nullable BigDecimal amount) {
    public StoredEvent reasoned(String other) {
        return new StoredEvent(id, type, decision, experiment, variant, other, subject, occurredAt, amount);
    }

    public StoredEvent of(UUID other) {
        return new StoredEvent(id, type, decision, other, variant, reason, subject, occurredAt, amount);
    }
}
