package io.lotty.experiment.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lotty.experiment.Design;
import io.lotty.experiment.Designs;
import io.lotty.flag.FlagType;
import io.lotty.id.FlagKey;
import io.lotty.id.MetricKey;
import io.lotty.kit.Covers;
import io.lotty.platform.http.Fields;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("EXP-1")
class DesignJsonTest {
    private static final String BODY = """
            {"flag_key": "price", "name": "Cheaper", "audience_share": 33.3333, "primary_metric": "sales",
             "variants": [{"name": "a", "value": 1.0, "weight": 33.3332, "control": true},
                          {"name": "b", "value": 0.1, "weight": 0.0001}]}""";
    private static final String GUARDRAIL = """
            {"metric": "errors", "threshold": 0.05, "direction": "below", "window_seconds": 300, "action": "pause",
             "min_sample": 100, "scope": "variant", "compare": "control"}""";
    private static final String OVERRIDE = """
            {"subject_id": "ann", "variant": "b"}""";
    private static final String CONFLICT = """
            {"domains": ["checkout", "search ranking"], "policy": "bid", "bid": 1.5}""";

    @Test
    void what_may_be_left_out_has_its_default() {
        var design = draft(body()).design();
        assertThat(design.hypothesis()).isEmpty();
        assertThat(design.targeting().canonical()).isEmpty();
        assertThat(design.secondaryMetrics()).isEmpty();
        assertThat(design.guardrails()).isEmpty();
        assertThat(design.overrides()).isEmpty();
        assertThat(design.priority()).isZero();
        assertThat(design.conflict()).isEmpty();
        assertThat(design.stickyRequiresTargeting()).isTrue();
        assertThat(design.intakePaused()).isFalse();
        assertThat(design.tags()).isEmpty();
    }

    @Test
    void what_is_written_is_what_was_read() {
        var body = body().put("hypothesis", "h")
                .put("targeting", "country == \"NL\"")
                .put("secondary_metrics", new JsonArray(List.of("clicks")))
                .put("guardrails", new JsonArray().add(new JsonObject(GUARDRAIL)))
                .put("overrides", new JsonArray().add(new JsonObject(OVERRIDE)))
                .put("priority", -3)
                .put("conflict", new JsonObject(CONFLICT))
                .put("sticky_requires_targeting", false)
                .put("intake_paused", true)
                .put("tags", new JsonArray(List.of("shop")));
        body.getJsonArray("variants").getJsonObject(1).put("control", false);
        var written = DesignJson.write(draft(body).design(), new JsonObject().put("flag_key", "price"));
        assertThat(new JsonObject(written.encode())).isEqualTo(body);
        assertThat(written.encode())
                .contains("\"audience_share\":33.3333", "\"weight\":0.0001", "\"value\":1.0", "\"value\":0.1");
    }

    @Test
    void a_whole_share_is_written_without_an_exponent() {
        var written = DesignJson.write(Designs.twoHalves(), new JsonObject()).encode();
        assertThat(written).contains("\"audience_share\":100,", "\"weight\":50,");
    }

    @Test
    void everything_that_is_missing_is_named_at_once() {
        assertThat(pointers(new JsonObject()))
                .containsExactlyInAnyOrder("/flag_key", "/name", "/audience_share", "/variants", "/primary_metric");
    }

    @Test
    void a_flag_that_is_not_there_is_named() {
        assertThat(pointers(body().put("flag_key", "cost"))).containsExactly("/flag_key");
    }

    @Test
    @Covers("EXP-2")
    void weights_that_miss_the_share_are_named() {
        assertThat(pointers(body().put("audience_share", 50))).containsExactly("/variants");
    }

    @Test
    @Covers("FLAG-3")
    void a_value_of_another_type_than_the_flag_is_named() {
        var body = body();
        body.getJsonArray("variants").getJsonObject(1).put("value", "cheap").put("weight", 0);
        assertThat(pointers(body)).containsExactly("/variants/1/value", "/variants/1/weight");
    }

    @Test
    @Covers("EXP-9")
    void a_broken_rule_is_named_with_line_and_column() {
        var violations = violations(body().put("targeting", "country ==\n  AND x == 1"));
        assertThat(violations).first().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo("/targeting");
            assertThat(violation.message()).startsWith("line 2, column 3: ");
        });
    }

    @Test
    void the_primary_metric_is_not_a_secondary_one() {
        assertThat(pointers(body().put("secondary_metrics", new JsonArray(List.of("clicks", "sales")))))
                .containsExactly("/secondary_metrics/1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ramp", "Priority", "colour"})
    void an_unknown_field_is_refused(String field) {
        assertThat(pointers(body().put(field, new JsonArray()))).containsExactly("/" + field);
    }

    @Test
    @Covers("EXP-4")
    void an_edit_changes_what_it_names_and_nothing_else() {
        var current = draft(body()).design();
        var edited = DesignJson.edit(Fields.of(new JsonObject().put("name", "Dearer")), current);
        assertThat(edited.name()).isEqualTo("Dearer");
        assertThat(edited.variants()).isEqualTo(current.variants());
        assertThat(DesignJson.edit(Fields.of(new JsonObject()), current)).isEqualTo(current);
    }

    @Test
    @Covers("EXP-4")
    void an_edit_is_held_against_what_stays() {
        var current = draft(body()).design();
        assertThat(editPointers(new JsonObject().put("audience_share", 20), current))
                .containsExactly("/variants");
        assertThat(editPointers(new JsonObject().put("flag_key", "other"), current))
                .containsExactly("/flag_key");
    }

    @Test
    @Covers("EXP-4")
    void a_new_primary_metric_is_not_one_of_the_secondary_that_stay() {
        var current = draft(body().put("secondary_metrics", new JsonArray(List.of("clicks"))))
                .design();
        assertThat(current.metrics()).containsExactly(new MetricKey("sales"), new MetricKey("clicks"));
        assertThat(editPointers(new JsonObject().put("primary_metric", "clicks"), current))
                .containsExactly("/secondary_metrics/0");
    }

    @Test
    @Covers("EXP-8")
    void a_completion_needs_outcome_and_comment_and_a_rollout_its_winner() {
        assertThat(completePointers("{}")).containsExactlyInAnyOrder("/outcome", "/comment");
        assertThat(completePointers("{\"outcome\": \"rollout\", \"comment\": \"x\"}"))
                .containsExactly("/winner");
        assertThat(
                        completePointers(
                                "{\"outcome\": \"no_effect\", \"winner\": \"a\", \"apply_to_default\": true, \"comment\": \"x\"}"))
                .containsExactlyInAnyOrder("/winner", "/apply_to_default");
    }

    private static JsonObject body() {
        return new JsonObject(BODY);
    }

    private static DesignJson.Draft draft(JsonObject body) {
        return DesignJson.draft(
                Fields.of(body), key -> Optional.of(FlagType.NUMBER).filter(type -> key.equals(new FlagKey("price"))));
    }

    private static List<String> pointers(JsonObject body) {
        return violations(body).stream().map(Violation::pointer).toList();
    }

    private static List<Violation> violations(JsonObject body) {
        return refusal(() -> draft(body)).violations();
    }

    private static List<String> editPointers(JsonObject body, Design current) {
        return refusal(() -> DesignJson.edit(Fields.of(body), current)).violations().stream()
                .map(Violation::pointer)
                .toList();
    }

    private static List<String> completePointers(String body) {
        return refusal(() -> ActionJson.complete(Fields.of(new JsonObject(body)))).violations().stream()
                .map(Violation::pointer)
                .toList();
    }

    private static Refusal.Invalid refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        return catchThrowableOfType(Refusal.Invalid.class, reading);
    }
}
