package io.lotty.measure.pg;

import io.lotty.measure.Cells;
import io.lotty.measure.Measured;
import io.lotty.measure.Ordered;
import io.lotty.measure.Sample;
import io.lotty.measure.Spot.Span;
import io.lotty.measure.Tracer;
import io.lotty.platform.pg.Tx;
import java.util.Set;

/** Measuring by counting all events anew: for windows and metrics of which nothing is kept. */
public final class Counting {
    private Counting() {}

    /** In a snapshot of the caller's. */
    public static Measured count(Tx tx, Measurement measurement, Span span) {
        var scope = measurement.scope();
        var kinds = Kinds.of(tx, measurement.flag(), measurement.experiment(), scope.variants());
        var tracer = new Tracer(scope);
        var cells = new Cells(scope, Set.of(span));
        var sample = new Sample(scope);
        EventReading.ofWindow(tx, scope, kinds, (subject, events) -> {
            var trace = tracer.trace(events);
            cells.add(trace);
            sample.add(trace);
        });
        return Measured.of(cells, Ordered.within(cells), sample);
    }
}
