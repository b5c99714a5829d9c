package io.lotty.measure;

import io.lotty.event.DecisionTag;
import io.lotty.id.VariantName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a subject's trace out of all its events, in whatever order they are given: the one place that says what counts. */
public final class Tracer {
    private static final long HOUR_SECONDS = 3_600;

    private final Scope scope;

    public Tracer(Scope scope) {
        this.scope = scope;
    }

    /** @param events of one subject, each once */
    public Trace trace(Collection<Occurrence> events) {
        return new Tracing(events).trace();
    }

    /**
     * Of a subject whose events have gone by age up to a moment: what it did until then is in the trace that was made before.
     *
     * @param events those that are still there
     */
    public Trace trace(Collection<Occurrence> events, Trace before, Instant gone) {
        var tracing = new Tracing(events);
        tracing.recall(before, gone);
        return tracing.trace();
    }

    static long hourOf(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), HOUR_SECONDS);
    }

    /** One subject. */
    private final class Tracing {
        private final Collection<Occurrence> events;
        private final Set<DecisionTag> shown = new HashSet<>();
        private final Map<VariantName, Instant> firsts = new HashMap<>();
        private final Map<VariantName, TreeMap<Long, List<Hour>>> hours = new HashMap<>();
        private final Map<VariantName, SortedMap<Long, Hour>> recalled = new HashMap<>();
        private Optional<List<BigDecimal>> past = Optional.empty();

        Tracing(Collection<Occurrence> events) {
            this.events = events;
        }

        Trace trace() {
            events.forEach(this::see);
            for (var event : events) {
                event.kind()
                        .variant()
                        .filter(variant -> isInside(scope.window(), event.at()))
                        .ifPresent(variant -> count(variant, event));
            }
            recalled.forEach((variant, of) -> of.forEach((hour, done) -> add(variant, hour, done)));
            Map<VariantName, Stay> stays = new HashMap<>();
            hours.forEach((variant, of) ->
                    stays.put(variant, new Stay(Optional.ofNullable(firsts.get(variant)), summed(of))));
            return new Trace(stays, shown, stays.isEmpty() ? List.of() : past.orElseGet(this::past));
        }

        private void recall(Trace before, Instant gone) {
            shown.addAll(before.shown());
            before.stays().forEach((variant, stay) -> {
                stay.first().ifPresent(first -> firsts.put(variant, first));
                recalled.put(variant, stay.hours().headMap(hourOf(gone)));
            });
            past = Optional.of(before.past()).filter(known -> gone.isAfter(scope.pastFrom()));
        }

        private void see(Occurrence event) {
            if (event.kind().isExposure()) {
                event.kind().variant().ifPresent(variant -> {
                    shown.add(event.decision());
                    firsts.merge(variant, event.at(), Tracer::earlier);
                });
            }
        }

        private void count(VariantName variant, Occurrence event) {
            var kind = event.kind();
            var added = new Hour(
                    kind.isExposure() ? 1 : 0,
                    1,
                    kind.requiresExposure() && !shown.contains(event.decision()) ? 1 : 0,
                    tallies(variant, event));
            add(variant, hourOf(event.at()), added);
        }

        private void add(VariantName variant, long hour, Hour done) {
            hours.computeIfAbsent(variant, any -> new TreeMap<>())
                    .computeIfAbsent(hour, any -> new ArrayList<>())
                    .add(done);
        }

        private static SortedMap<Long, Hour> summed(SortedMap<Long, List<Hour>> hours) {
            var sums = new TreeMap<Long, Hour>();
            hours.forEach((hour, done) -> sums.put(hour, Hour.sum(done)));
            return sums;
        }

        private List<Tally> tallies(VariantName variant, Occurrence event) {
            var tallies = new ArrayList<Tally>(scope.gauges().size());
            for (var gauge : scope.gauges()) {
                tallies.add(counts(gauge, variant, event) ? tally(gauge, event) : Tally.NOTHING);
            }
            return tallies;
        }

        private boolean counts(Gauge gauge, VariantName variant, Occurrence event) {
            boolean mustBeShown =
                    gauge.definition().requiresExposure() || event.kind().requiresExposure();
            return (!mustBeShown || shown.contains(event.decision()))
                    && gauge.definition()
                            .window()
                            .map(window -> isWithin(window, variant, event.at()))
                            .orElse(true);
        }

        /** From the first exposure on, for so long. */
        private boolean isWithin(Duration window, VariantName variant, Instant at) {
            return Optional.ofNullable(firsts.get(variant))
                    .map(first -> isInside(new Window(first, first.plus(window)), at))
                    .orElse(false);
        }

        private List<BigDecimal> past() {
            var before = new Window(scope.pastFrom(), scope.start());
            var told = events.stream()
                    .filter(event -> event.kind().variant().isEmpty() && isInside(before, event.at()))
                    .toList();
            var amounts = new ArrayList<BigDecimal>();
            for (var gauge : scope.gauges()) {
                var past = Tally.sum(
                        told.stream().map(event -> tally(gauge, event)).toList());
                amounts.add(gauge.ofSubject(past.n(), past.total()));
            }
            return amounts;
        }
    }

    private static Tally tally(Gauge gauge, Occurrence event) {
        var above = gauge.amount(event)
                .map(amount -> gauge.isQuantile() && !gauge.isOfSubjects()
                        ? Tally.NOTHING.withNumber(Exact.of(amount))
                        : Tally.NOTHING.withAmount(amount))
                .orElse(Tally.NOTHING);
        return gauge.below(event).map(above::withBelow).orElse(above);
    }

    private static boolean isInside(Window window, Instant at) {
        return !at.isBefore(window.from()) && at.isBefore(window.to());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
