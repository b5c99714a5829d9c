package io.lotty.measure;

import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.metric.Unit;
import io.lotty.stats.PairSums;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured; a slice in which nothing happened may be absent.
 *
 * @param pasts of metrics by subject, over the whole time: x is what a subject adds, y what it added before the experiment;
 *     absent where no subject had a past
 */
public record Measured(
        Map<Slice, Seen> seen,
        Map<MetricKey, Map<Slice, Measure>> measures,
        Map<MetricKey, Map<VariantName, PairSums>> pasts,
        Pending pending) {
    public static final Measured NOTHING = new Measured(Map.of(), Map.of(), Map.of(), new Pending(0, 0));

    public Measured {
        seen = Map.copyOf(seen);
        measures = Map.copyOf(measures);
        pasts = Map.copyOf(pasts);
    }

    /**
     * @param ordered the numbers of quantiles
     * @param sample of the same subjects
     */
    public static Measured of(Cells cells, Ordered ordered, Sample sample) {
        var quantiles = new Quantiles(cells, ordered, sample).measures();
        Map<Slice, Seen> seen = new HashMap<>();
        Map<MetricKey, Map<Slice, Measure>> measures = new HashMap<>();
        cells.bySpot().forEach((spot, cell) -> {
            var slice = spot.slice(cells.variants());
            if (cell.presence().events() > 0) {
                seen.put(
                        slice,
                        new Seen(cell.presence().subjects(), cell.presence().exposures()));
                var ofSpot = quantiles.getOrDefault(spot, Map.of());
                for (int i = 0; i < cells.scope().gauges().size(); i++) {
                    var gauge = cells.scope().gauges().get(i);
                    var measure = ofSpot.containsKey(i) ? ofSpot.get(i) : measure(gauge, cell.addends(i));
                    measures.computeIfAbsent(gauge.key(), any -> new HashMap<>())
                            .put(slice, measure);
                }
            }
        });
        var everywhere = cells.at(Spot.OVERALL).presence();
        return new Measured(seen, measures, pasts(cells), new Pending(everywhere.waiting(), everywhere.events()));
    }

    /** Empty where nothing happened. */
    public Optional<BigDecimal> value(MetricKey metric, Slice slice) {
        return Optional.ofNullable(measures.getOrDefault(metric, Map.of()).get(slice))
                .flatMap(Measure::value);
    }

    private static Measure measure(Gauge gauge, Addends addends) {
        return switch (gauge.definition().kind()) {
            case COUNT, SUM -> new Measure.Sum(new Total(Exact.of(addends.total()), addends.n()), addends.sums());
            case MEAN ->
                gauge.definition().unit() == Unit.EVENT
                        ? new Measure.Ratio(addends.pairs(), addends.n())
                        : new Measure.Mean(addends.sums());
            case PROPORTION -> new Measure.Mean(addends.sums());
            case RATIO -> new Measure.Ratio(addends.pairs(), addends.n());
            case QUANTILE -> Measure.ofNothing(gauge.definition());
        };
    }

    private static Map<MetricKey, Map<VariantName, PairSums>> pasts(Cells cells) {
        Map<MetricKey, Map<VariantName, PairSums>> pasts = new HashMap<>();
        for (int gauge = 0; gauge < cells.scope().gauges().size(); gauge++) {
            Map<VariantName, PairSums> past = new HashMap<>();
            for (int variant = 0; variant < cells.variants().size(); variant++) {
                var spot = Spot.whole(variant + 1);
                past.put(
                        cells.variants().get(variant),
                        cells.at(spot).addends(gauge).pairs());
            }
            var metric = cells.scope().gauges().get(gauge);
            if (hasPast(metric)
                    && past.values().stream().anyMatch(sums -> sums.yy().signum() > 0)) {
                pasts.put(metric.key(), past);
            }
        }
        return pasts;
    }

    /** Whether y is the past: of what is one number per subject. */
    private static boolean hasPast(Gauge gauge) {
        return switch (gauge.definition().kind()) {
            case COUNT, SUM, PROPORTION -> true;
            case MEAN -> gauge.definition().unit() == Unit.SUBJECT;
            case RATIO, QUANTILE -> false;
        };
    }
}
