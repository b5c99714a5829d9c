package io.lotty.metric.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lotty.kit.Covers;
import io.lotty.metric.Metric;
import io.lotty.platform.http.Fields;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Covers("MET-1")
class MetricJsonTest {
    @Test
    void a_metric_reads_back_as_it_was_written() {
        var body = count().put("purpose", "why")
                .put("kind", "ratio")
                .put("property", "amount")
                .put(
                        "denominator",
                        new JsonObject().put("event_type", "exposure").put("property", "weight"));

        var json = MetricJson.write(read(body));

        assertThat(json.getMap()).containsAllEntriesOf(body.getMap());
        assertThat(json.getValue("quantile")).isNull();
    }

    @Test
    void all_that_is_missing_is_said_at_once() {
        assertThat(pointers(new JsonObject()))
                .containsExactlyInAnyOrder(
                        "/key", "/name", "/kind", "/event_type", "/unit", "/requires_exposure", "/better");
    }

    @Test
    void a_quantile_without_property_and_quantile_is_refused_at_both() {
        assertThat(pointers(count().put("kind", "quantile"))).containsExactlyInAnyOrder("/property", "/quantile");
    }

    @Test
    void a_ratio_without_denominator_is_refused() {
        assertThat(pointers(count().put("kind", "ratio"))).containsExactly("/denominator");
    }

    @Test
    void a_denominator_and_a_quantile_that_the_kind_cannot_use_are_refused() {
        var body = count().put("denominator", new JsonObject().put("event_type", "exposure"))
                .put("quantile", 0.5);

        assertThat(pointers(body)).containsExactlyInAnyOrder("/denominator", "/quantile");
    }

    @Test
    void a_quantile_outside_0_and_1_is_refused() {
        var body = count().put("kind", "quantile").put("property", "value_ms").put("quantile", 1);

        assertThat(pointers(body)).containsExactly("/quantile");
    }

    @Test
    void a_broken_denominator_is_refused_where_it_is_broken() {
        var body = count().put("kind", "ratio").put("denominator", new JsonObject().put("property", 1));

        assertThat(pointers(body)).containsExactlyInAnyOrder("/denominator/event_type", "/denominator/property");
    }

    @Test
    void an_edit_says_what_changes_and_null_takes_away() {
        var present = MetricJson.write(read(count().put("kind", "ratio")
                        .put("property", "amount")
                        .put("denominator", new JsonObject().put("event_type", "exposure")))
                .definition());
        var edit = new JsonObject()
                .put("name", "Bought")
                .putNull("property")
                .put("denominator", new JsonObject().put("property", "weight"));

        var edited = MetricJson.write(MetricJson.definition(Fields.of(edit).over(present)));

        assertThat(edited.getString("name")).isEqualTo("Bought");
        assertThat(edited.getValue("property")).isNull();
        assertThat(edited.getJsonObject("denominator"))
                .isEqualTo(new JsonObject().put("event_type", "exposure").put("property", "weight"));
        assertThat(edited.getString("kind")).isEqualTo("ratio");
    }

    @Test
    void an_edit_that_fits_nothing_is_refused_whole() {
        var present = MetricJson.write(read(count()).definition());
        var edit = new JsonObject().put("kind", "quantile").put("nme", "?");

        var refusal = catchThrowableOfType(
                Refusal.Invalid.class,
                () -> MetricJson.definition(Fields.of(edit).over(present)));

        assertThat(refusal.violations())
                .extracting(violation -> violation.pointer())
                .containsExactlyInAnyOrder("/nme", "/property", "/quantile");
    }

    @Test
    void what_is_left_out_reads_back_as_it_was_written() {
        var body = sum().put("filter", "amount > 5 AND country == \"KZ\"")
                .put("window_seconds", 86_400)
                .put("winsorize", 0.99);

        var written = MetricJson.write(read(body).definition());

        assertThat(written.getString("filter")).isEqualTo("amount > 5 AND country == \"KZ\"");
        assertThat(written.getLong("window_seconds")).isEqualTo(86_400);
        assertThat(written.getDouble("winsorize")).isEqualTo(0.99);
        assertThat(written.getValue("cap")).isNull();
        assertThat(MetricJson.write(read(sum().put("cap", 10.50)).definition()).getValue("cap"))
                .isEqualTo(new BigDecimal("10.5"));
    }

    @Test
    void a_filter_of_nothing_is_none() {
        assertThat(MetricJson.write(read(count().put("filter", " ")).definition())
                        .getValue("filter"))
                .isNull();
    }

    @Test
    void a_broken_filter_is_refused_with_line_and_column() {
        assertThat(violations(count().put("filter", "amount >\n country")))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.pointer()).isEqualTo("/filter");
                    assertThat(violation.message()).startsWith("line 2, column 2: ");
                });
    }

    @Test
    void what_is_left_out_is_within_bounds() {
        assertThat(pointers(sum().put("cap", 0).put("window_seconds", 0))).containsExactly("/cap", "/window_seconds");
        assertThat(pointers(sum().put("window_seconds", 7_776_001).put("winsorize", 1)))
                .containsExactly("/window_seconds", "/winsorize");
    }

    @Test
    void what_does_not_go_together_is_refused_at_once() {
        assertThat(pointers(count().put("cap", 5).put("winsorize", 0.9)))
                .containsExactly("/cap", "/winsorize", "/winsorize");
        assertThat(pointers(count().put("unit", "?").put("cap", 5))).containsExactly("/unit");
    }

    @Test
    void an_edit_changes_what_is_left_out_and_null_takes_it_away() {
        var present = MetricJson.write(
                read(sum().put("filter", "amount > 5").put("cap", 10.50).put("window_seconds", 60))
                        .definition());
        var edit = new JsonObject().put("filter", "amount > 6").putNull("window_seconds");

        var edited = MetricJson.definition(Fields.of(edit).over(present));
        var winsorized = MetricJson.definition(
                Fields.of(new JsonObject().putNull("cap").put("winsorize", 0.9)).over(present));

        assertThat(edited)
                .isEqualTo(
                        read(sum().put("filter", "amount > 6").put("cap", 10.5)).definition());
        assertThat(winsorized.cap()).isEmpty();
        assertThat(winsorized.winsorize()).contains(0.9);
    }

    private static JsonObject sum() {
        return count().put("kind", "sum").put("event_type", "purchase").put("property", "amount");
    }

    private static JsonObject count() {
        return new JsonObject()
                .put("key", "clicks")
                .put("name", "Clicks")
                .put("kind", "count")
                .put("event_type", "click")
                .put("unit", "event")
                .put("requires_exposure", true)
                .put("better", "higher");
    }

    private static Metric read(JsonObject body) {
        var fields = Fields.of(body);
        var key = MetricJson.key(fields);
        var definition = MetricJson.definition(fields);
        return new Metric(key.get(), 1, definition, Optional.empty(), 1, Instant.EPOCH, Instant.EPOCH);
    }

    private static List<String> pointers(JsonObject body) {
        return violations(body).stream().map(Violation::pointer).toList();
    }

    private static List<Violation> violations(JsonObject body) {
        return catchThrowableOfType(Refusal.Invalid.class, () -> read(body)).violations();
    }
}
