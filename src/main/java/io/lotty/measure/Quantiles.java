package io.lotty.measure;

import io.lotty.measure.Ordered.Place;
import io.lotty.measure.Spot.Span;
import io.lotty.stats.Confidence;
import io.lotty.stats.Finding;
import io.lotty.stats.Finding.Found;
import io.lotty.stats.Quantile;
import io.lotty.stats.QuantileRanks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The quantiles of all spots: first their values, then how sure those of whole variants are. */
final class Quantiles {
    private static final Finding<Quantile> NOT_ASKED = Finding.tooLittle("it is told of whole variants only");

    /** Of fewer subjects a sample tells nothing. */
    private static final int FEWEST = 30;

    private final Scope scope;
    private final Ordered ordered;
    private final Sample sample;
    private final List<Asked> asked = new ArrayList<>();

    /** One gauge in one spot that has numbers. */
    private record Asked(Spot spot, int gauge, double p, long n, long units) {
        private BigDecimal position() {
            return BigDecimal.valueOf(p).multiply(BigDecimal.valueOf(n - 1));
        }

        private long below() {
            return position().setScale(0, RoundingMode.FLOOR).longValueExact();
        }

        List<Place> neighbours() {
            return List.of(place(below() + 1), place(Math.min(n, below() + 2)));
        }

        BigDecimal value(Map<Place, BigDecimal> found) {
            var low = number(found, place(below() + 1));
            var high = number(found, place(Math.min(n, below() + 2)));
            var part = position().subtract(BigDecimal.valueOf(below()));
            return Exact.of(low.add(part.multiply(high.subtract(low))));
        }

        Place place(long rank) {
            return new Place(spot, gauge, rank);
        }
    }

    Quantiles(Cells cells, Ordered ordered, Sample sample) {
        this.scope = cells.scope();
        this.ordered = ordered;
        this.sample = sample;
        cells.bySpot().forEach(this::ask);
    }

    private void ask(Spot spot, Cell cell) {
        for (int i = 0; i < scope.gauges().size(); i++) {
            int gauge = i;
            var addends = cell.addends(gauge);
            scope.gauges()
                    .get(gauge)
                    .definition()
                    .quantile()
                    .filter(p -> addends.n() > 0)
                    .ifPresent(p -> asked.add(new Asked(spot, gauge, p, addends.n(), addends.units())));
        }
    }

    /** By spot and gauge. */
    Map<Spot, Map<Integer, Measure>> measures() {
        var found = ordered.at(places(asked.stream().map(Asked::neighbours).toList()));
        var values = new HashMap<Asked, BigDecimal>();
        asked.forEach(one -> values.put(one, one.value(found)));
        var figures = figures(values);
        Map<Spot, Map<Integer, Measure>> measures = new HashMap<>();
        values.forEach((one, value) -> measures.computeIfAbsent(one.spot(), any -> new HashMap<>())
                .put(
                        one.gauge(),
                        new Measure.Quantile(Optional.of(value), one.n(), figures.getOrDefault(one, NOT_ASKED))));
        return measures;
    }

    private Map<Asked, Finding<Quantile>> figures(Map<Asked, BigDecimal> values) {
        var ranks = new HashMap<Asked, Finding<QuantileRanks>>();
        values.forEach((one, value) -> {
            if (one.spot().span() == Span.WHOLE && one.spot().variant() > 0) {
                ranks.put(one, ranks(one, value));
            }
        });
        var ends = new ArrayList<List<Place>>();
        ranks.forEach((one, found) -> {
            if (found instanceof Found<QuantileRanks>(var at)) {
                ends.add(List.of(one.place(at.low()), one.place(at.high())));
            }
        });
        var found = ordered.at(places(ends));
        var figures = new HashMap<Asked, Finding<Quantile>>();
        ranks.forEach((one, of) -> figures.put(
                one,
                of.then(at -> at.read(
                        number(found, one.place(at.low())).doubleValue(),
                        Objects.requireNonNull(values.get(one)).doubleValue(),
                        number(found, one.place(at.high())).doubleValue()))));
        return figures;
    }

    private Finding<QuantileRanks> ranks(Asked one, BigDecimal value) {
        if (scope.gauges().get(one.gauge()).isOfSubjects()) {
            return QuantileRanks.ofUnits(one.p(), one.n(), Confidence.USUAL);
        }
        var some = sample.below(scope.variants().get(one.spot().variant() - 1), one.gauge(), value);
        if (some.n() < Math.min(FEWEST, one.units())) {
            return Finding.tooLittle("too few of the subjects that were looked at have such events");
        }
        return QuantileRanks.of(one.p(), some, one.units(), one.n(), Confidence.USUAL);
    }

    private static List<Place> places(Collection<List<Place>> all) {
        return all.stream().flatMap(List::stream).distinct().toList();
    }

    private static BigDecimal number(Map<Place, BigDecimal> found, Place place) {
        return Objects.requireNonNull(found.get(place), () -> "no number at " + place);
    }
}
