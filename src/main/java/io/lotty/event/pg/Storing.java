package io.lotty.event.pg;

import static io.lotty.event.pg.Columns.column;
import static io.lotty.event.pg.Columns.times;

import io.lotty.id.SubjectHash;
import io.lotty.id.VariantName;
import io.lotty.platform.pg.Erasures;
import io.lotty.platform.pg.Tx;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One transaction that adds events: origins, then ids, then the events and their facts. */
final class Storing {
    private static final Comparator<Row> BY_ORIGIN_AND_TIME = Comparator.comparingLong(Row::origin)
            .thenComparing(row -> row.event().occurredAt());

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
        return rows.stream().filter(row -> added.contains(row.keyBuffer())).toList();
    }

    /** Events that count, with their facts. */
    void addEvents(List<Row> counting) {
        // neighbours in an index beside each other, which is quicker by a fifth; nobody waits for an event's row
        var rows = counting.stream().sorted(BY_ORIGIN_AND_TIME).toList();
        tx.run(
                EventSql.ADD_EVENTS,
                times(rows, row -> row.event().occurredAt()),
                times(rows, row -> row.event().receivedAt()),
                column(rows, Row::origin, Long[]::new),
                column(rows, row -> row.event().id().value(), String[]::new),
                column(rows, row -> Buffer.buffer(row.event().decided().tag().bytes()), Buffer[]::new),
                column(rows, Storing::subject, Buffer[]::new),
                column(rows, row -> row.event().properties(), String[]::new));
        addFacts(rows.stream().filter(Row::isReported).toList());
    }

    private void addFacts(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var facts = Facts.of(rows);
        tx.run(
                EventSql.ADD_FACTS,
                column(facts, fact -> fact.key().origin(), Long[]::new),
                times(facts, fact -> fact.key().hour()),
                times(facts, Fact::receivedAt),
                column(facts, Fact::n, Long[]::new),
                column(facts, fact -> Buffer.buffer(fact.key().decision().bytes()), Buffer[]::new),
                column(facts, fact -> hash(fact.subject()), Buffer[]::new),
                column(facts, fact -> fact.amounts().orElse(null), String[]::new));
    }

    private static void addOrigins(Tx tx, Map<Origin, Long> origins) {
        var rows = origins.entrySet();
        tx.run(
                EventSql.ADD_ORIGINS,
                column(rows, row -> row.getValue(), Long[]::new),
                column(rows, row -> row.getKey().type().value(), String[]::new),
                column(rows, row -> row.getKey().flag().value(), String[]::new),
                column(
                        rows,
                        row -> row.getKey().experiment().map(id -> id.value()).orElse(null),
                        UUID[]::new),
                column(rows, row -> row.getKey().version().orElse(null), Integer[]::new),
                column(
                        rows,
                        row -> row.getKey().variant().map(VariantName::value).orElse(null),
                        String[]::new),
                column(rows, row -> row.getKey().reason(), String[]::new));
    }

    private static Object[] keys(Collection<Row> rows) {
        return new Object[] {
            column(rows, Row::keyBuffer, Buffer[]::new),
            column(rows, Storing::subject, Buffer[]::new),
            times(rows, row -> row.event().receivedAt())
        };
    }

    private static Buffer subject(Row row) {
        return hash(row.event().decided().subject());
    }

    private static Buffer hash(SubjectHash subject) {
        return Buffer.buffer(subject.bytes());
    }
}
