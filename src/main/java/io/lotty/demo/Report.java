package io.lotty.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures of Lotty's report by variant and name; a figure that is null or missing is left out. */
record Report(Map<String, Map<String, BigDecimal>> byVariant) {
    static Report read(JsonObject json) {
        var byVariant = new LinkedHashMap<String, Map<String, BigDecimal>>();
        for (var each : json.getJsonArray("variants", new JsonArray())) {
            var variant = (JsonObject) each;
            byVariant.put(variant.getString("name"), figures(variant));
        }
        return new Report(byVariant);
    }

    Optional<BigDecimal> figure(String variant, String name) {
        return Optional.ofNullable(byVariant.getOrDefault(variant, Map.of()).get(name));
    }

    private static Map<String, BigDecimal> figures(JsonObject variant) {
        var figures = new LinkedHashMap<String, BigDecimal>();
        number(variant.getValue("subjects")).ifPresent(number -> figures.put("subjects", number));
        number(variant.getValue("exposures")).ifPresent(number -> figures.put("exposures", number));
        for (var metric : variant.getJsonObject("metrics", new JsonObject())) {
            if (metric.getValue() instanceof JsonObject told) {
                number(told.getValue("value")).ifPresent(number -> figures.put(metric.getKey(), number));
            }
        }
        return figures;
    }

    private static Optional<BigDecimal> number(@Nullable Object value) {
        return value instanceof Number number ? Optional.of(new BigDecimal(number.toString())) : Optional.empty();
    }
}
