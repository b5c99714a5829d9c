package io.lotty.measure.pg;

import io.lotty.id.EventTypeKey;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.VariantName;
import io.lotty.measure.Occurrence.Kind;
import io.lotty.platform.pg.Tx;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The origins of an experiment's events, and of those of its flag that tell of the past: what an override forced is among
 * neither.
 */
record Kinds(Map<Long, Kind> byOrigin) {
    private static final String ORIGINS = """
            SELECT o.id, o.type, o.variant, t.is_exposure, t.requires_exposure,
                   o.experiment_id IS NOT DISTINCT FROM $2 AND o.reason = 'assigned' AS own
              FROM event_origin o
              JOIN event_type t ON t.key = o.type
             WHERE o.flag_key = $1 AND (o.reason <> 'override' OR o.experiment_id IS DISTINCT FROM $2)""";

    static Kinds of(Tx tx, FlagKey flag, ExperimentId experiment, List<VariantName> variants) {
        Map<Long, Kind> kinds = new HashMap<>();
        tx.list(ORIGINS, row -> kinds.put(row.getLong("id"), kind(row, variants)), flag.value(), experiment.value());
        return new Kinds(kinds);
    }

    private static Kind kind(Row row, List<VariantName> variants) {
        var variant = row.getBoolean("own")
                ? Optional.of(new VariantName(row.getString("variant"))).filter(variants::contains)
                : Optional.<VariantName>empty();
        return new Kind(
                new EventTypeKey(row.getString("type")),
                variant,
                row.getBoolean("is_exposure"),
                row.getBoolean("requires_exposure"));
    }

    Kind of(long origin) {
        return Objects.requireNonNull(byOrigin.get(origin));
    }

    /** Of the experiment's own events. */
    Long[] own() {
        return origins(kind -> kind.variant().isPresent());
    }

    Long[] ownExposures() {
        return origins(kind -> kind.variant().isPresent() && kind.isExposure());
    }

    /** Of events that tell of the past only. */
    Long[] others() {
        return origins(kind -> kind.variant().isEmpty());
    }

    private Long[] origins(Predicate<Kind> wanted) {
        return byOrigin.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toArray(Long[]::new);
    }
}
