package io.lotty.metric.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lotty.kit.Covers;
import io.lotty.metric.Metric;
import io.lotty.platform.http.Fields;
import io.lotty.refusal.Refusal;
import io.vertx.core.json.JsonObject;
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
    void fields_of_later_issues_are_unknown() {
        var body = count().put("filter", "x == 1").put("cap", 5).put("window_seconds", 60);

        assertThat(pointers(body)).containsExactlyInAnyOrder("/filter", "/cap", "/window_seconds");
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
        var refusal = catchThrowableOfType(Refusal.Invalid.class, () -> read(body));
        return refusal.violations().stream()
                .map(violation -> violation.pointer())
                .toList();
    }
}
