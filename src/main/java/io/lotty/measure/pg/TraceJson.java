package io.lotty.measure.pg;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lotty.event.DecisionTag;
import io.lotty.event.ValueJson;
import io.lotty.id.VariantName;
import io.lotty.measure.Hour;
import io.lotty.measure.Stay;
import io.lotty.measure.Tally;
import io.lotty.measure.Trace;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trace as it is kept: arrays in a fixed order, read and written as a stream, because there are millions.
 *
 * <pre>
 * [[high, low, …] of decisions shown, [past, …], [variant, first in microseconds or null, [hour, …], …]]
 * hour: [number, exposures, events, waiting, [gauge, n, total, belowN, below, [number, …]], …] without empty tallies
 * </pre>
 */
final class TraceJson {
    private TraceJson() {}

    static String write(Trace trace) {
        var text = new StringWriter();
        try (var json = ValueJson.FACTORY.createGenerator(text)) {
            json.writeStartArray();
            json.writeStartArray();
            for (var tag : trace.shown()) {
                json.writeNumber(tag.high());
                json.writeNumber(tag.low());
            }
            json.writeEndArray();
            writeNumbers(json, trace.past());
            json.writeStartArray();
            for (var stay : trace.stays().entrySet()) {
                writeStay(json, stay.getKey(), stay.getValue());
            }
            json.writeEndArray();
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void writeStay(JsonGenerator json, VariantName variant, Stay stay) throws IOException {
        json.writeString(variant.value());
        if (stay.first().isPresent()) {
            json.writeNumber(
                    ChronoUnit.MICROS.between(Instant.EPOCH, stay.first().get()));
        } else {
            json.writeNull();
        }
        json.writeStartArray();
        for (var hour : stay.hours().entrySet()) {
            writeHour(json, hour.getKey(), hour.getValue());
        }
        json.writeEndArray();
    }

    private static void writeHour(JsonGenerator json, long number, Hour hour) throws IOException {
        json.writeStartArray();
        json.writeNumber(number);
        json.writeNumber(hour.exposures());
        json.writeNumber(hour.events());
        json.writeNumber(hour.waiting());
        for (int i = 0; i < hour.tallies().size(); i++) {
            if (!hour.tallies().get(i).equals(Tally.NOTHING)) {
                writeTally(json, i, hour.tallies().get(i));
            }
        }
        json.writeEndArray();
    }

    private static void writeTally(JsonGenerator json, int gauge, Tally tally) throws IOException {
        json.writeStartArray();
        json.writeNumber(gauge);
        json.writeNumber(tally.n());
        json.writeNumber(tally.total());
        json.writeNumber(tally.belowN());
        json.writeNumber(tally.below());
        writeNumbers(json, tally.numbers());
        json.writeEndArray();
    }

    private static void writeNumbers(JsonGenerator json, List<BigDecimal> numbers) throws IOException {
        json.writeStartArray();
        for (var number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    /** @param gauges how many there are */
    static Trace read(String said, int gauges) {
        try (var json = ValueJson.FACTORY.createParser(said)) {
            json.nextToken();
            json.nextToken();
            Set<DecisionTag> shown = new HashSet<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                shown.add(new DecisionTag(json.getLongValue(), json.nextLongValue(0)));
            }
            json.nextToken();
            var past = readNumbers(json);
            json.nextToken();
            Map<VariantName, Stay> stays = new HashMap<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                stays.put(new VariantName(json.getText()), readStay(json, gauges));
            }
            return new Trace(stays, shown, past);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static Stay readStay(JsonParser json, int gauges) throws IOException {
        Optional<Instant> first = json.nextToken() == JsonToken.VALUE_NULL
                ? Optional.empty()
                : Optional.of(Instant.EPOCH.plus(json.getLongValue(), ChronoUnit.MICROS));
        SortedMap<Long, Hour> hours = new TreeMap<>();
        json.nextToken();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            hours.put(json.nextLongValue(0), readHour(json, gauges));
        }
        return new Stay(first, hours);
    }

    private static Hour readHour(JsonParser json, int gauges) throws IOException {
        long exposures = json.nextLongValue(0);
        long events = json.nextLongValue(0);
        long waiting = json.nextLongValue(0);
        var tallies = new ArrayList<>(Collections.nCopies(gauges, Tally.NOTHING));
        while (json.nextToken() != JsonToken.END_ARRAY) {
            int gauge = json.nextIntValue(0);
            tallies.set(gauge, readTally(json));
        }
        return new Hour(exposures, events, waiting, tallies);
    }

    private static Tally readTally(JsonParser json) throws IOException {
        long n = json.nextLongValue(0);
        json.nextToken();
        var total = json.getDecimalValue();
        long belowN = json.nextLongValue(0);
        json.nextToken();
        var below = json.getDecimalValue();
        json.nextToken();
        var tally = new Tally(n, total, belowN, below, readNumbers(json));
        json.nextToken();
        return tally;
    }

    private static List<BigDecimal> readNumbers(JsonParser json) throws IOException {
        List<BigDecimal> numbers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            numbers.add(json.getDecimalValue());
        }
        return numbers;
    }
}
