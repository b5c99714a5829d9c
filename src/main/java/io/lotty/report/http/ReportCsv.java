package io.lotty.report.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A report as a table (RFC 4180): a row for each metric of each part. It is made of the JSON, so that both say the same. */
final class ReportCsv {
    private static final List<String> PLACE =
            List.of("part", "start", "segment", "variant", "control", "subjects", "exposures", "metric", "value", "n");

    /** Of an effect: columns, and where they are. */
    private static final List<List<String>> EFFECT = List.of(
            List.of("absolute"),
            List.of("relative"),
            List.of("ci", "low"),
            List.of("ci", "high"),
            List.of("p_value"),
            List.of("sequential", "low"),
            List.of("sequential", "high"),
            List.of("sequential", "p_value"),
            List.of("bayes", "chance_to_beat_control"),
            List.of("bayes", "expected_loss"),
            List.of("adjusted", "holm"),
            List.of("adjusted", "benjamini_hochberg"),
            List.of("method"));

    private final StringBuilder text = new StringBuilder();

    private ReportCsv() {}

    static String write(JsonObject report) {
        var csv = new ReportCsv();
        csv.line(Stream.concat(PLACE.stream(), EFFECT.stream().map(path -> String.join("_", path))));
        csv.arm("overall", null, null, report.getJsonObject("overall"));
        csv.arms("variant", null, null, report.getJsonArray("variants"));
        objects(report.getJsonArray("series"))
                .forEach(
                        period -> csv.arms("period", period.getString("start"), null, period.getJsonArray("variants")));
        objects(report.getJsonArray("breakdown", new JsonArray()))
                .forEach(segment ->
                        csv.arms("segment", null, segment.getString("value"), segment.getJsonArray("variants")));
        return csv.text.toString();
    }

    private void arms(String part, @Nullable String start, @Nullable String segment, JsonArray variants) {
        objects(variants).forEach(variant -> arm(part, start, segment, variant));
    }

    private void arm(String part, @Nullable String start, @Nullable String segment, JsonObject arm) {
        var metrics = arm.getJsonObject("metrics");
        for (var key : metrics.fieldNames()) {
            var metric = metrics.getJsonObject(key);
            var cells = new ArrayList<@Nullable Object>(Arrays.asList(
                    part,
                    start,
                    segment,
                    arm.getString("name"),
                    arm.getBoolean("control"),
                    arm.getLong("subjects"),
                    arm.getLong("exposures"),
                    key,
                    metric.getValue("value"),
                    metric.getLong("n")));
            EFFECT.forEach(path -> cells.add(at(metric.getJsonObject("effect"), path)));
            line(cells.stream().map(ReportCsv::cell));
        }
    }

    private static @Nullable Object at(@Nullable JsonObject json, List<String> path) {
        if (json == null) {
            return null;
        }
        return path.size() == 1
                ? json.getValue(path.getFirst())
                : at(json.getJsonObject(path.getFirst()), path.subList(1, path.size()));
    }

    private void line(Stream<String> cells) {
        text.append(cells.collect(Collectors.joining(","))).append("\r\n");
    }

    /** A spreadsheet takes a text that begins like a formula for one: a quote before it keeps it from that. */
    private static String cell(@Nullable Object value) {
        if (!(value instanceof String word)) {
            return Objects.toString(value, "");
        }
        var safe = !word.isEmpty() && "=+-@\t\r".indexOf(word.charAt(0)) >= 0 ? "'" + word : word;
        boolean isPlain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static List<JsonObject> objects(JsonArray array) {
        var objects = new ArrayList<JsonObject>();
        for (int i = 0; i < array.size(); i++) {
            objects.add(array.getJsonObject(i));
        }
        return objects;
    }
}
