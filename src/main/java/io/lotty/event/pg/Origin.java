package io.lotty.event.pg;

import io.lotty.event.Decided;
import io.lotty.event.Event;
import io.lotty.event.IdHash;
import io.lotty.id.EventTypeKey;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.VariantName;
import java.util.Optional;

/**
 * Where an event comes from: its type, and what the decision was that it is about. Many events share an origin.
 *
 * @param experimentVersion 0 where no experiment decided
 */
record Origin(
        EventTypeKey type,
        FlagKey flag,
        Optional<ExperimentId> experiment,
        int experimentVersion,
        String reason,
        Optional<VariantName> variant) {
    static Origin of(Event event) {
        return of(event.type(), event.decided());
    }

    private static Origin of(EventTypeKey type, Decided decided) {
        return new Origin(
                type,
                decided.flag(),
                decided.experiment(),
                decided.experiment().isPresent() ? decided.experimentVersion() : 0,
                decided.reason(),
                decided.variant());
    }

    /** Empty where no experiment decided. */
    Optional<Integer> version() {
        return experiment.map(id -> experimentVersion);
    }

    /** Whether reports are about such events: an experiment's assignment decided, and nobody forced it. */
    boolean isReported() {
        return experiment.isPresent() && reason.equals(Decided.ASSIGNED);
    }

    /**
     * The same in every database: the first 8 bytes, big endian, of SHA-256 of what it says, a line each, in UTF-8. The
     * database holds it to that by a constraint.
     */
    long id() {
        var text = type.value() + "\n" + flag.value() + "\n"
                + experiment.map(id -> id.value().toString()).orElse("") + "\n" + experimentVersion + "\n" + reason
                + "\n" + variant.map(VariantName::value).orElse("");
        return IdHash.sha256(text).getLong();
    }
}
