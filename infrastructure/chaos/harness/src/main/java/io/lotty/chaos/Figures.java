package io.lotty.chaos;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What events come to: by variant and name of the figure. */
final class Figures {
    private final Map<String, BigDecimal> values = new TreeMap<>();

    private Figures() {}

    /** As they must be, out of what was acknowledged. */
    static Figures of(Ledger ledger, NumberedEvents events) {
        var figures = new Figures();
        var seen = new BitSet();
        for (int number = 0; number < ledger.size(); number++) {
            if (ledger.isAcknowledged(number)) {
                var variant = events.variant(number);
                switch (events.type(number)) {
                    case EXPOSURE -> {
                        figures.add(variant, "exposures", BigDecimal.ONE);
                        if (!seen.get(events.subject(number))) {
                            seen.set(events.subject(number));
                            figures.add(variant, "subjects", BigDecimal.ONE);
                        }
                    }
                    case CONVERSION -> figures.add(variant, "conversions", BigDecimal.ONE);
                    case ERROR -> figures.add(variant, "errors", BigDecimal.ONE);
                    case PURCHASE -> figures.add(variant, Trial.REVENUE, BigDecimal.valueOf(events.cents(number), 2));
                }
            }
        }
        return figures;
    }

    /** As a report has them. */
    static Figures of(JsonObject report) {
        var figures = new Figures();
        for (var each : report.getJsonArray("variants")) {
            var variant = (JsonObject) each;
            var name = variant.getString("name");
            figures.add(name, "exposures", number(variant, "exposures"));
            figures.add(name, "subjects", number(variant, "subjects"));
            for (var metric : Trial.METRICS) {
                var measure = variant.getJsonObject("metrics").getJsonObject(metric);
                figures.add(name, metric, number(measure, "value"));
            }
        }
        return figures;
    }

    /** In words; none when all figures are the same. */
    List<String> differences(Figures reported) {
        var names = new TreeSet<>(values.keySet());
        names.addAll(reported.values.keySet());
        return names.stream()
                .filter(name -> value(name).compareTo(reported.value(name)) != 0)
                .map(name -> "the report has " + reported.value(name) + " " + name + " instead of " + value(name))
                .toList();
    }

    private BigDecimal value(String name) {
        return values.getOrDefault(name, BigDecimal.ZERO);
    }

    private void add(String variant, String name, BigDecimal amount) {
        values.merge(name + " of " + variant, amount, BigDecimal::add);
    }

    private static BigDecimal number(JsonObject json, String field) {
        var number = json.getNumber(field);
        return number == null ? BigDecimal.ZERO : new BigDecimal(number.toString());
    }
}
