package io.lotty.audit;

import io.lotty.access.Stamp;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import java.time.Instant;
import java.util.Optional;

/** The append-only log, newest first. Changes are written by the tables themselves, not through this port. */
public interface AuditLog {
    Page<AuditEntry> list(Filter filter, PageRequest request);

    /** Writes down that entries are taken out of here, which is no change and yet something to know. */
    void noteExport(Filter filter, String format, Stamp stamp);

    /**
     * Which entries; a window is half-open, {@code [from, to)}.
     *
     * @param entity {@code type:id}; or {@code type:}, which is all of that type
     */
    record Filter(
            Optional<String> actor,
            Optional<String> entity,
            Optional<String> action,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> requestId) {}
}
