package io.lotty.event.pg;

import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.SubjectHash;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * That events of a subject have come.
 *
 * @param experiment whose assignment decided, if reports are about it
 * @param at when the first of them occurred
 */
record Come(FlagKey flag, Optional<ExperimentId> experiment, SubjectHash subject, Instant at) {
    private record Of(long origin, SubjectHash subject) {}

    /** One for each subject and origin. */
    static Collection<Come> of(List<Row> rows) {
        Map<Of, Come> come = new HashMap<>();
        for (var row : rows) {
            var decided = row.event().decided();
            var at = row.event().occurredAt();
            come.merge(
                    new Of(row.origin(), decided.subject()),
                    new Come(
                            decided.flag(),
                            row.isReported() ? decided.experiment() : Optional.empty(),
                            decided.subject(),
                            at),
                    (one, other) -> one.at.isAfter(other.at) ? other : one);
        }
        return come.values();
    }
}
