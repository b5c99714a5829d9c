package io.lotty.event.pg;

import static io.lotty.event.pg.Columns.column;
import static io.lotty.event.pg.Columns.fewTimes;
import static io.lotty.event.pg.Columns.times;

import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectHash;
import io.lotty.id.VariantName;
import io.lotty.platform.pg.Erasures;
import io.lotty.platform.pg.Tx;
import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One transaction that adds events: origins, then ids, then the events, and who is to be measured anew. */
final class Storing {
    private final Tx tx;

    private Storing(Tx tx) {
        this.tx = tx;
    }

    /** Keeps erasures and new generations of ids away, and makes sure of the origins. */
    static Storing begin(Tx tx, Map<Origin, Long> origins) {
        Erasures.holdOff(tx);
        addOrigins(tx, origins);
        return new Storing(tx);
    }

    /** Says how many count; fails when an id is in the current generation already. */
    int addNewKeys(List<Row> rows) {
        return tx.run(EventSql.ADD_NEW_KEYS, keys(rows));
    }

    /** Those that count: neither known nor of an erased subject. */
    List<Row> addMissingKeys(List<Row> rows) {
        Set<Buffer> added =
                new HashSet<>(tx.list(EventSql.ADD_MISSING_KEYS, row -> row.getBuffer("id_hash"), keys(rows)));
        return rows.stream()
                .filter(row -> added.contains(Buffer.buffer(row.key().bytes())))
                .toList();
    }

    /** Events that count, and whose they are. */
    void addEvents(List<Row> counting) {
        // quicker by a fifth; nobody waits for an event's row
        var rows = new ArrayList<>(counting);
        rows.sort(Row::byPlace);
        tx.run(EventSql.ADD_EVENTS, eventColumns(rows));
        tx.run(EventSql.ADD_ARRIVALS, arrivalColumns(Come.of(rows)));
    }

    private static void addOrigins(Tx tx, Map<Origin, Long> origins) {
        tx.run(EventSql.ADD_ORIGINS, originColumns(origins));
    }

    static Object[] originColumns(Map<Origin, Long> origins) {
        var rows = origins.entrySet();
        return new Object[] {
            column(rows, row -> row.getValue(), Long[]::new),
            column(rows, row -> row.getKey().type().value(), String[]::new),
            column(rows, row -> row.getKey().flag().value(), String[]::new),
            column(rows, row -> row.getKey().experiment().map(id -> id.value()).orElse(null), UUID[]::new),
            column(rows, row -> row.getKey().version().orElse(null), Integer[]::new),
            column(rows, row -> row.getKey().variant().map(VariantName::value).orElse(null), String[]::new),
            column(rows, row -> row.getKey().reason(), String[]::new)
        };
    }

    private static Object[] keys(Collection<Row> rows) {
        return new Object[] {keyColumn(rows), column(rows, Storing::subject, Buffer[]::new), receivedAt(rows)};
    }

    static Buffer[] keyColumn(Collection<Row> rows) {
        return column(rows, row -> Buffer.buffer(row.key().bytes()), Buffer[]::new);
    }

    static Object[] eventColumns(Collection<Row> rows) {
        return new Object[] {
            times(rows, row -> row.event().occurredAt()),
            receivedAt(rows),
            column(rows, Row::origin, Long[]::new),
            column(rows, row -> row.event().id().value(), String[]::new),
            column(rows, row -> Buffer.buffer(row.event().decided().tag().bytes()), Buffer[]::new),
            column(rows, Storing::subject, Buffer[]::new),
            column(rows, row -> row.event().properties(), String[]::new)
        };
    }

    private static @Nullable Object[] arrivalColumns(Collection<Come> come) {
        return new Object[] {
            column(come, one -> one.flag().value(), String[]::new),
            column(come, one -> one.experiment().map(ExperimentId::value).orElse(null), UUID[]::new),
            column(come, one -> hash(one.subject()), Buffer[]::new),
            fewTimes(come, Come::at)
        };
    }

    private static OffsetDateTime[] receivedAt(Collection<Row> rows) {
        return fewTimes(rows, row -> row.event().receivedAt());
    }

    private static Buffer subject(Row row) {
        return hash(row.event().decided().subject());
    }

    private static Buffer hash(SubjectHash subject) {
        return Buffer.buffer(subject.bytes());
    }
}
