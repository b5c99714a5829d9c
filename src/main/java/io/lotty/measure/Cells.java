package io.lotty.measure;

import io.lotty.id.VariantName;
import io.lotty.measure.Spot.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What all subjects together add up to in every spot, or by how much that changes. For one thread. */
public final class Cells {
    private final Scope scope;
    private final Set<Span> spans;
    private final Map<Spot, Cell> cells = new HashMap<>();

    /** @param spans into which time is cut, beside the whole of it */
    public Cells(Scope scope, Set<Span> spans) {
        this.scope = scope;
        this.spans = Set.copyOf(spans);
    }

    public void add(Trace trace) {
        add(trace, 1);
    }

    /** As if it had never been added. */
    public void takeBack(Trace trace) {
        add(trace, -1);
    }

    private void add(Trace trace, int sign) {
        var everywhere = new ArrayList<Hour>();
        for (int i = 0; i < scope.variants().size(); i++) {
            var stay = trace.stays().get(scope.variants().get(i));
            if (stay != null) {
                var whole = Hour.sum(stay.hours().values());
                everywhere.add(whole);
                add(Spot.whole(i + 1), whole, trace.past(), sign);
                for (var span : spans) {
                    addPeriods(i + 1, span, stay, sign);
                }
            }
        }
        if (!everywhere.isEmpty()) {
            add(Spot.OVERALL, Hour.sum(everywhere), List.of(), sign);
        }
    }

    private void addPeriods(int variant, Span span, Stay stay, int sign) {
        Map<Long, List<Hour>> periods = new TreeMap<>();
        stay.hours()
                .forEach((hour, done) -> periods.computeIfAbsent(span.periodOf(hour), any -> new ArrayList<>())
                        .add(done));
        periods.forEach((period, hours) -> add(new Spot(variant, span, period), Hour.sum(hours), List.of(), sign));
    }

    private void add(Spot spot, Hour done, List<BigDecimal> past, int sign) {
        at(spot).add(scope.gauges(), done, past, sign);
    }

    /** The sums of a spot, to be added to. */
    public Cell at(Spot spot) {
        return cells.computeIfAbsent(spot, any -> new Cell(scope.gauges().size()));
    }

    public Map<Spot, Cell> bySpot() {
        return Collections.unmodifiableMap(cells);
    }

    public Scope scope() {
        return scope;
    }

    public List<VariantName> variants() {
        return scope.variants();
    }
}
