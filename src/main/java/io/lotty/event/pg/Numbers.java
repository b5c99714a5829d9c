package io.lotty.event.pg;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lotty.event.ValueJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers among the properties of events, by name; what lies deeper is left out. */
final class Numbers {
    private Numbers() {}

    /**
     * Reads a batch with one parser, because to begin one costs more than to read an event.
     *
     * @param properties each JSON of one value; as in Postgres, the last of several fields with one name holds
     * @return for each of them, in order; empty for what is no object
     */
    static List<Map<String, BigDecimal>> of(List<String> properties) {
        var all = new ArrayList<Map<String, BigDecimal>>(properties.size());
        try (var parser = ValueJson.FACTORY.createParser(String.join("\n", properties))) {
            while (parser.nextToken() != null) {
                all.add(numbers(parser));
            }
        } catch (IOException malformed) {
            throw new IllegalArgumentException("properties must be JSON", malformed);
        }
        return all;
    }

    private static Map<String, BigDecimal> numbers(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return Map.of();
        }
        Map<String, BigDecimal> numbers = Map.of();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            var token = parser.nextToken();
            if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
                numbers = numbers.isEmpty() ? new HashMap<>() : numbers;
                numbers.put(name, new BigDecimal(parser.getText()));
            } else {
                parser.skipChildren();
                if (!numbers.isEmpty()) {
                    numbers.remove(name);
                }
            }
        }
        return numbers;
    }
}
