package io.lotty.measure.pg;

import io.lotty.measure.Cells;
import io.lotty.measure.Gauge;
import io.lotty.measure.Measured;
import io.lotty.measure.Ordered;
import io.lotty.measure.Sample;
import io.lotty.measure.Scope;
import io.lotty.measure.Segments;
import io.lotty.measure.Slice;
import io.lotty.measure.Spot.Span;
import io.lotty.measure.Trace;
import io.lotty.measure.Tracer;
import io.lotty.platform.pg.Tx;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Measuring by counting all events anew: for windows and metrics of which nothing is kept. */
public final class Counting {
    /** Of more nobody makes anything. */
    public static final int MAX_SEGMENTS = 200;

    private Counting() {}

    /** In a snapshot of the caller's. */
    public static Measured count(Tx tx, Measurement measurement, Span span) {
        var kinds = kinds(tx, measurement);
        return count(tx, kinds, limited(tx, kinds, measurement.scope()), Set.of(span));
    }

    /**
     * The same by segments: what subjects say of themselves in a property.
     *
     * @throws TooManySegments when there are more than {@link #MAX_SEGMENTS}
     */
    public static Map<Optional<String>, Measured> segments(Tx tx, Measurement measurement, String property) {
        var kinds = kinds(tx, measurement);
        var scope = limited(tx, kinds, measurement.scope());
        var tracer = new Tracer(scope);
        Map<Optional<String>, Count> counts = new HashMap<>();
        EventReading.ofWindow(tx, scope, kinds, (subject, events) -> {
            var trace = tracer.trace(events);
            if (!trace.isEmpty()) {
                counts.computeIfAbsent(Segments.of(property, events), any -> new Count(scope, Set.of()))
                        .add(trace);
                if (counts.size() > MAX_SEGMENTS) {
                    throw new TooManySegments();
                }
            }
        });
        Map<Optional<String>, Measured> segments = new HashMap<>();
        counts.forEach((value, count) -> segments.put(value, count.measured()));
        return segments;
    }

    private static Kinds kinds(Tx tx, Measurement measurement) {
        return Kinds.of(
                tx,
                measurement.flag(),
                measurement.experiment(),
                measurement.scope().variants());
    }

    /** First what winsorized metrics are limited to: the quantile of all units, whatever their variant. */
    private static Scope limited(Tx tx, Kinds kinds, Scope scope) {
        var limiting = scope.gauges().stream()
                .map(Gauge::limiting)
                .flatMap(Optional::stream)
                .toList();
        if (limiting.isEmpty()) {
            return scope;
        }
        var limits = count(tx, kinds, scope.with(limiting), Set.of());
        return scope.with(
                scope.gauges().stream().map(gauge -> limited(gauge, limits)).toList());
    }

    private static Gauge limited(Gauge gauge, Measured limits) {
        return gauge.limiting()
                .flatMap(limiting -> limits.value(limiting.key(), Slice.OVERALL))
                .map(gauge::limitedTo)
                .orElse(gauge);
    }

    private static Measured count(Tx tx, Kinds kinds, Scope scope, Set<Span> spans) {
        var tracer = new Tracer(scope);
        var count = new Count(scope, spans);
        EventReading.ofWindow(tx, scope, kinds, (subject, events) -> count.add(tracer.trace(events)));
        return count.measured();
    }

    /** What some subjects add up to. */
    private record Count(Cells cells, Sample sample) {
        Count(Scope scope, Set<Span> spans) {
            this(new Cells(scope, spans), new Sample(scope));
        }

        void add(Trace trace) {
            cells.add(trace);
            sample.add(trace);
        }

        Measured measured() {
            return Measured.of(cells, Ordered.within(cells), sample);
        }
    }

    /** A property that says something else of nearly everybody. */
    public static final class TooManySegments extends RuntimeException {}
}
