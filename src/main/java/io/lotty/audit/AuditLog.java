package io.lotty.audit;

import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.time.Instant;
import java.util.Optional;

/** The append-only log, newest first. Nobody writes it through this port: the tables do. */
public interface AuditLog {
    Page<AuditEntry> list(Filter filter, PageRequest request);

    /** Which entries; a window is half-open, {@code [from, to)}. */
    record Filter(
            Optional<String> actor,
            Optional<String> entity,
            Optional<String> action,
            Optional<Instant> from,
            Optional<Instant> to) {}
}
