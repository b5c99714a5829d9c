package io.lotty.demo;

import io.lotty.demo.ShopEvent.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The truth of one variant: what its exposed shoppers did. Not for several threads at once. */
final class Tally {
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final List<BigDecimal> latencies = new ArrayList<>();
    private BigDecimal revenue = BigDecimal.ZERO;
    private long subjects;
    private long converted;

    void add(List<ShopEvent> events) {
        subjects++;
        converted += events.stream().anyMatch(event -> event.kind() == Kind.CONVERSION) ? 1 : 0;
        for (var event : events) {
            counts.merge(event.kind(), 1L, Long::sum);
            switch (event.kind()) {
                case PURCHASE -> revenue = revenue.add(event.figure());
                case LATENCY -> latencies.add(event.figure());
                case EXPOSURE, CLICK, CONVERSION, ERROR -> {}
            }
        }
    }

    /** The figures by the name they have in the report: two fields of the variant, then metric keys. */
    Map<String, Figure> figures() {
        var figures = new LinkedHashMap<String, Figure>();
        figures.put("subjects", Figure.count(subjects));
        figures.put("exposures", count(Kind.EXPOSURE));
        figures.put("impressions", count(Kind.EXPOSURE));
        figures.put("clicks", count(Kind.CLICK));
        figures.put("conversions", count(Kind.CONVERSION));
        figures.put("conversion_rate", share(converted, subjects));
        figures.put("purchases", count(Kind.PURCHASE));
        figures.put("revenue", new Figure.Exact(revenue));
        figures.put("errors", count(Kind.ERROR));
        figures.put("error_rate", share(counts.getOrDefault(Kind.ERROR, 0L), counts.getOrDefault(Kind.EXPOSURE, 0L)));
        figures.put("latency_mean", mean(latencies));
        figures.put("latency_p95", quantile(latencies, 0.95));
        return figures;
    }

    private Figure count(Kind kind) {
        return Figure.count(counts.getOrDefault(kind, 0L));
    }

    private static Figure share(long part, long whole) {
        return whole == 0 ? new Figure.Undefined() : new Figure.Measured((double) part / whole);
    }

    private static Figure mean(List<BigDecimal> values) {
        return values.stream()
                .reduce(BigDecimal::add)
                .<Figure>map(
                        sum -> new Figure.Measured(sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64)
                                .doubleValue()))
                .orElseGet(Figure.Undefined::new);
    }

    /** Linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), PERCENTILE_CONT of SQL. */
    static Figure quantile(List<BigDecimal> values, double quantile) {
        if (values.isEmpty()) {
            return new Figure.Undefined();
        }
        var sorted =
                values.stream().mapToDouble(BigDecimal::doubleValue).sorted().toArray();
        var place = quantile * (sorted.length - 1);
        var below = (int) Math.floor(place);
        var above = Math.min(below + 1, sorted.length - 1);
        return new Figure.Measured(sorted[below] + (place - below) * (sorted[above] - sorted[below]));
    }
}
