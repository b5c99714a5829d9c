package io.lotty.report.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

@Covers("REP-4")
class ReportCsvTest {
    private static final JsonObject EFFECT = new JsonObject()
            .put("absolute", 0.5)
            .putNull("relative")
            .put("ci", new JsonObject().put("low", 0.1).put("high", 0.9))
            .put("p_value", 0.01)
            .put("method", "welch_t");

    @Test
    void a_row_is_a_metric_of_a_part_and_columns_without_a_number_are_empty() {
        var lines = ReportCsv.write(report("blue", "de")).lines().toList();

        assertThat(lines.getFirst())
                .isEqualTo("part,start,segment,variant,control,subjects,exposures,metric,value,n,absolute,relative,"
                        + "ci_low,ci_high,p_value,sequential_low,sequential_high,sequential_p_value,"
                        + "bayes_chance_to_beat_control,bayes_expected_loss,adjusted_holm,"
                        + "adjusted_benjamini_hochberg,method");
        assertThat(lines.subList(1, lines.size()))
                .containsExactly(
                        "overall,,,,,4,5,clicks,3.5,2,,,,,,,,,,,,,",
                        "variant,,,blue,false,4,5,clicks,3.5,2,0.5,,0.1,0.9,0.01,,,,,,,,welch_t",
                        "period,2027-03-02T00:00:00Z,,blue,false,4,5,clicks,3.5,2,,,,,,,,,,,,,",
                        "segment,,de,blue,false,4,5,clicks,3.5,2,,,,,,,,,,,,,");
    }

    @Test
    void what_a_spreadsheet_would_take_for_a_formula_stays_a_text() {
        var csv = ReportCsv.write(report("=1+1", "a \"b\", c"));

        assertThat(csv).contains("variant,,,'=1+1,").contains("segment,,\"a \"\"b\"\", c\",'=1+1,");
        assertThat(csv).endsWith("\r\n");
    }

    private static JsonObject report(String variant, String segment) {
        var period =
                new JsonObject().put("start", "2027-03-02T00:00:00Z").put("variants", arms(variant, new JsonObject()));
        var part = new JsonObject().put("value", segment).put("variants", arms(variant, new JsonObject()));
        return new JsonObject()
                .put("overall", arm(new JsonObject(), new JsonObject()))
                .put("variants", arms(variant, new JsonObject().put("effect", EFFECT)))
                .put("series", new JsonArray().add(period))
                .put("breakdown", new JsonArray().add(part));
    }

    private static JsonArray arms(String variant, JsonObject metric) {
        return new JsonArray().add(arm(new JsonObject().put("name", variant).put("control", false), metric));
    }

    private static JsonObject arm(JsonObject arm, JsonObject metric) {
        return arm.put("subjects", 4)
                .put("exposures", 5)
                .put(
                        "metrics",
                        new JsonObject().put("clicks", metric.put("value", 3.5).put("n", 2)));
    }
}
