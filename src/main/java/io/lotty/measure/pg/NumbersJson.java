package io.lotty.measure.pg;

import com.fasterxml.jackson.core.JsonToken;
import io.lotty.event.ValueJson;
import io.lotty.measure.Sample.Numbers;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The numbers that a subject adds to quantiles, as they are kept: {@code [[gauge, number, …], …]} without empty ones. */
final class NumbersJson {
    private NumbersJson() {}

    static String write(Numbers numbers) {
        var text = new StringWriter();
        try (var json = ValueJson.FACTORY.createGenerator(text)) {
            json.writeStartArray();
            for (var entry : new TreeMap<>(numbers.byGauge()).entrySet()) {
                if (!entry.getValue().isEmpty()) {
                    json.writeStartArray();
                    json.writeNumber(entry.getKey());
                    for (var number : entry.getValue()) {
                        json.writeNumber(number);
                    }
                    json.writeEndArray();
                }
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    static Numbers read(String kept) {
        Map<Integer, List<BigDecimal>> byGauge = new HashMap<>();
        try (var json = ValueJson.FACTORY.createParser(kept)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                int gauge = json.nextIntValue(0);
                var numbers = new ArrayList<BigDecimal>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    numbers.add(json.getDecimalValue());
                }
                byGauge.put(gauge, numbers);
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        return new Numbers(byGauge);
    }
}
