package io.lotty.measure.pg;

import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectHash;
import io.lotty.measure.Cells;
import io.lotty.measure.Gauge;
import io.lotty.measure.Measured;
import io.lotty.measure.Sample;
import io.lotty.measure.Scope;
import io.lotty.measure.Spot.Span;
import io.lotty.measure.Trace;
import io.lotty.measure.Tracer;
import io.lotty.platform.pg.Erasures;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the cells of experiments up to date. Any process may do so at any time, several at once too: they take turns, and what
 * is interrupted is as if it had not begun.
 */
public final class PgMeasuring {
    private static final Set<Span> SPANS = Set.of(Span.DAY, Span.HOUR);
    private static final int SUBJECTS_AT_ONCE = 10_000;

    private final Pg pg;

    public PgMeasuring(Pg pg) {
        this.pg = pg;
    }

    /** The experiments of which something is to be counted in. */
    public List<ExperimentId> due() {
        return pg.read(tx -> tx.list(MeasuringSql.DUE, row -> new ExperimentId(row.getUUID("experiment_id"))));
    }

    /** Where the work stands. */
    public interface Progress {
        /**
         * After each portion.
         *
         * @param left subjects that are still to be looked at
         * @return whether to go on
         */
        boolean goesOn(long left);
    }

    /**
     * Counts in whatever had been stored when it was called, portion by portion.
     *
     * @return whether it got to the end
     */
    public boolean catchUp(Measurement measurement, Progress progress) {
        int id = begin(measurement);
        pg.unaudited(tx -> prepare(tx, id, measurement));
        long last = pg.read(tx -> tx.one(MeasuringSql.LAST_ARRIVAL, row -> row.getLong("last"), id))
                .orElseThrow();
        for (long left = left(id, last); left > 0; left = left(id, last)) {
            if (!progress.goesOn(left)) {
                return false;
            }
            pg.unaudited(tx -> portion(tx, id, last, measurement));
        }
        return true;
    }

    private long left(int id, long last) {
        return pg.read(tx -> tx.one(MeasuringSql.LEFT, row -> row.getLong("n"), id, last))
                .orElseThrow();
    }

    /** While nobody stores events: whatever is stored afterwards knows that somebody measures. */
    private int begin(Measurement measurement) {
        var experiment = measurement.experiment().value();
        return pg.read(tx -> tx.one(MeasuringSql.FIND, PgMeasuring::id, experiment))
                .or(() -> pg.unaudited(tx -> {
                    Erasures.holdAlone(tx);
                    tx.run(
                            MeasuringSql.BEGIN,
                            experiment,
                            measurement.flag().value(),
                            at(measurement.scope().pastFrom()),
                            at(measurement.scope().start()),
                            measurement.meaning());
                    return tx.one(MeasuringSql.FIND, PgMeasuring::id, experiment);
                }))
                .orElseThrow();
    }

    private static int id(Row row) {
        return row.getInteger("id");
    }

    private record State(String meaning, boolean begun) {
        boolean isOf(Measurement measurement) {
            return meaning.equals(measurement.meaning()) && begun;
        }
    }

    /** Forgets all that means something else by now, and puts all subjects on the list who came before it. */
    private static boolean prepare(Tx tx, int id, Measurement measurement) {
        if (state(tx, MeasuringSql.STATE, id).isOf(measurement)) {
            return true;
        }
        var state = state(tx, MeasuringSql.LOCK, id);
        if (!state.meaning().equals(measurement.meaning())) {
            tx.run(MeasuringSql.FORGET_ALL, id);
            tx.run(
                    MeasuringSql.MEAN,
                    id,
                    measurement.meaning(),
                    at(measurement.scope().pastFrom()),
                    at(measurement.scope().start()));
        }
        if (!state.isOf(measurement)) {
            tx.run(MeasuringSql.LIST_ALL, id, kinds(tx, measurement).own());
            tx.run(MeasuringSql.NOTE_BEGUN, id);
        }
        return false;
    }

    private static State state(Tx tx, String sql, int id) {
        return tx.one(sql, row -> new State(row.getString("meaning"), row.getBoolean("begun")), id)
                .orElseThrow();
    }

    private static Kinds kinds(Tx tx, Measurement measurement) {
        return Kinds.of(
                tx,
                measurement.flag(),
                measurement.experiment(),
                measurement.scope().variants());
    }

    /** Some subjects: their traces are made anew, and the cells change by the difference. */
    private static boolean portion(Tx tx, int id, long last, Measurement measurement) {
        // first: who waits for it must not keep erasures, and with them all writers, waiting
        if (!state(tx, MeasuringSql.LOCK, id).begun()) {
            return false;
        }
        Erasures.holdOff(tx);
        Set<SubjectHash> subjects = new HashSet<>();
        tx.list(MeasuringSql.TAKE, row -> row.getArrayOfBuffers("subjects"), id, last, (long) SUBJECTS_AT_ONCE)
                .forEach(some -> {
                    for (var hash : some) {
                        subjects.add(SubjectHash.of(hash.getBytes()));
                    }
                });
        var scope = measurement.scope();
        var before = traces(tx, id, subjects, scope);
        var now = now(tx, measurement, subjects, before);
        var change = new Cells(scope, SPANS);
        before.values().forEach(change::takeBack);
        now.values().forEach(change::add);
        new CellTable(tx, id).add(change);
        keep(tx, id, now, before.keySet(), scope);
        return true;
    }

    /** What subjects add by all their events, also by those that have gone by age; not by those that were erased. */
    private static Map<SubjectHash, Trace> now(
            Tx tx, Measurement measurement, Set<SubjectHash> subjects, Map<SubjectHash, Trace> before) {
        var tracer = new Tracer(measurement.scope());
        tx.run(MeasuringSql.KEEP_WEEKS);
        var gone = tx.one(MeasuringSql.GONE, row -> Optional.ofNullable(row.getOffsetDateTime("gone")))
                .flatMap(moment -> moment)
                .map(OffsetDateTime::toInstant);
        Map<SubjectHash, Trace> recalled = new HashMap<>(gone.isPresent() ? before : Map.of());
        tx.list(MeasuringSql.ERASED, PgMeasuring::subject, (Object) EventReading.hashes(recalled.keySet()))
                .forEach(recalled::remove);
        Map<SubjectHash, Trace> now = new HashMap<>();
        recalled.forEach((subject, trace) -> now.put(subject, tracer.trace(List.of(), trace, gone.orElseThrow())));
        EventReading.ofSubjects(tx, measurement.scope(), kinds(tx, measurement), subjects, (subject, events) -> {
            var trace = recalled.get(subject);
            now.put(subject, trace == null ? tracer.trace(events) : tracer.trace(events, trace, gone.orElseThrow()));
        });
        return now;
    }

    private static SubjectHash subject(Row row) {
        return SubjectHash.of(row.getBuffer(0).getBytes());
    }

    private static Map<SubjectHash, Trace> traces(Tx tx, int id, Set<SubjectHash> subjects, Scope scope) {
        Map<SubjectHash, Trace> traces = new HashMap<>();
        tx.list(
                MeasuringSql.TRACES,
                row -> traces.put(
                        subject(row),
                        TraceJson.read(row.getString("said"), scope.gauges().size())),
                id,
                EventReading.hashes(subjects));
        return traces;
    }

    private static void keep(Tx tx, int id, Map<SubjectHash, Trace> now, Set<SubjectHash> before, Scope scope) {
        var there = now.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey(PgMeasuring::byHash))
                .toList();
        if (!there.isEmpty()) {
            tx.run(
                    MeasuringSql.PUT_TRACES,
                    id,
                    there.stream()
                            .map(entry -> Buffer.buffer(entry.getKey().bytes()))
                            .toArray(Buffer[]::new),
                    there.stream()
                            .map(entry -> firstVariant(entry.getValue(), scope))
                            .toArray(Short[]::new),
                    there.stream()
                            .map(entry -> TraceJson.write(entry.getValue()))
                            .toArray(String[]::new),
                    there.stream()
                            .map(entry -> NumbersJson.write(Sample.numbers(scope, entry.getValue())))
                            .toArray(String[]::new));
        }
        var gone = new HashSet<>(before);
        there.forEach(entry -> gone.remove(entry.getKey()));
        if (!gone.isEmpty()) {
            tx.run(MeasuringSql.DROP_TRACES, id, EventReading.hashes(gone));
        }
    }

    /** As Postgres orders their bytes. */
    private static int byHash(SubjectHash one, SubjectHash other) {
        int order = Long.compareUnsigned(one.high(), other.high());
        return order != 0 ? order : Long.compareUnsigned(one.low(), other.low());
    }

    private static short firstVariant(Trace trace, Scope scope) {
        return (short)
                (1 + scope.variants().indexOf(Sample.variant(scope, trace).orElseThrow()));
    }

    /** What is kept, as of now; the caller has caught up, and holds a snapshot. */
    public static Measured read(Tx tx, Measurement measurement, Span span) {
        var scope = measurement.scope();
        return tx.one(
                        MeasuringSql.FIND,
                        PgMeasuring::id,
                        measurement.experiment().value())
                .map(id -> {
                    var table = new CellTable(tx, id);
                    return Measured.of(table.read(scope, span), table, sample(tx, id, scope));
                })
                .orElse(Measured.NOTHING);
    }

    /** For quantiles only: whatever else is asked, the cells tell. */
    private static Sample sample(Tx tx, int id, Scope scope) {
        var sample = new Sample(scope);
        if (scope.gauges().stream().anyMatch(Gauge::needsSample)) {
            for (int i = 0; i < scope.variants().size(); i++) {
                var variant = scope.variants().get(i);
                tx.list(
                                MeasuringSql.SAMPLE,
                                row -> NumbersJson.read(row.getString("numbers")),
                                id,
                                (short) (i + 1),
                                (long) Sample.SUBJECTS)
                        .forEach(numbers -> sample.add(variant, numbers));
            }
        }
        return sample;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
