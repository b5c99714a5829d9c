package io.lotty.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One change.
 *
 * @param actor a user id, or {@code system}
 * @param entity {@code type:id}
 * @param before the thing as JSON before the change; empty when it was made
 * @param after the thing as JSON after the change; empty when it was removed
 */
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        String action,
        String entity,
        Optional<String> before,
        Optional<String> after,
        String requestId) {}
