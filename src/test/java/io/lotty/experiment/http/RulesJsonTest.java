package io.lotty.experiment.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lotty.experiment.Design;
import io.lotty.flag.FlagType;
import io.lotty.id.FlagKey;
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
import org.junit.jupiter.params.provider.CsvSource;

@Covers("EXP-1")
class RulesJsonTest {
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
    @Covers("GRD-1")
    void what_a_guardrail_may_leave_out_has_its_default() {
        var brief = new JsonObject(
                "{\"metric\": \"errors\", \"threshold\": 1e2, \"window_seconds\": 60, \"action\": \"rollback\"}");
        var design = draft(body().put("guardrails", new JsonArray().add(brief))).design();
        assertThat(DesignJson.write(design, new JsonObject())
                        .getJsonArray("guardrails")
                        .encode())
                .isEqualTo("[{\"metric\":\"errors\",\"threshold\":100,\"direction\":\"above\",\"window_seconds\":60,"
                        + "\"action\":\"rollback\",\"min_sample\":1,\"scope\":\"variant\",\"compare\":\"absolute\"}]");
    }

    @ParameterizedTest
    @Covers("GRD-1")
    @CsvSource({
        "metric, 'Not a key'",
        "threshold, 1e16",
        "threshold, '0.05'",
        "direction, sideways",
        "window_seconds, 0",
        "window_seconds, 2592001",
        "action, stop",
        "min_sample, -1",
        "scope, all",
        "compare, before",
        "colour, red"
    })
    void a_guardrail_that_is_wrong_is_named_with_the_field(String field, String value) {
        Object json = value.matches("-?\\d+(e\\d+)?") ? (Object) Double.valueOf(value) : value;
        if (json instanceof Double number && number == Math.rint(number) && !value.contains("e")) {
            json = number.intValue();
        }
        var guardrail = new JsonObject(GUARDRAIL).put(field, json);
        assertThat(pointers(body().put("guardrails", new JsonArray().add(guardrail))))
                .containsExactly("/guardrails/0/" + field);
    }

    @Test
    @Covers("GRD-1")
    void guardrails_are_each_there_once_and_the_whole_is_not_compared_with_its_control() {
        var guardrail = new JsonObject(GUARDRAIL);
        assertThat(pointers(
                        body().put("guardrails", new JsonArray().add(guardrail).add(guardrail))))
                .containsExactly("/guardrails/1");
        assertThat(pointers(body().put(
                                "guardrails",
                                new JsonArray().add(guardrail.copy().put("scope", "experiment")))))
                .containsExactly("/guardrails/0/compare");
        assertThat(pointers(body().put("guardrails", new JsonArray().add(new JsonObject()))))
                .containsExactly(
                        "/guardrails/0/metric",
                        "/guardrails/0/threshold",
                        "/guardrails/0/window_seconds",
                        "/guardrails/0/action");
    }

    @Test
    @Covers("EXP-11")
    void a_subject_is_forced_once_and_into_a_variant_that_is_there() {
        var overrides = new JsonArray()
                .add(new JsonObject(OVERRIDE))
                .add(new JsonObject(OVERRIDE).put("variant", "a"))
                .add(new JsonObject(OVERRIDE).put("subject_id", "bob").put("variant", "c"));
        assertThat(pointers(body().put("overrides", overrides)))
                .containsExactly("/overrides/1/subject_id", "/overrides/2/variant");
        assertThat(pointers(body().put("overrides", new JsonArray().add(new JsonObject().put("subject_id", "")))))
                .containsExactly("/overrides/0/subject_id", "/overrides/0/variant");
        var many = new JsonArray();
        for (int i = 0; i <= Design.MAX_OVERRIDES; i++) {
            many.add(new JsonObject(OVERRIDE).put("subject_id", "s" + i));
        }
        assertThat(pointers(body().put("overrides", many))).containsExactly("/overrides");
    }

    @Test
    @Covers("EXP-11")
    void variants_that_go_do_not_leave_forced_subjects_behind() {
        var current = draft(body().put("overrides", new JsonArray().add(new JsonObject(OVERRIDE))))
                .design();
        var variants = body().getJsonArray("variants");
        variants.getJsonObject(1).put("name", "c");
        assertThat(editPointers(new JsonObject().put("variants", variants), current))
                .containsExactly("/overrides/0/variant");
    }

    @ParameterizedTest
    @Covers("CON-1")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"policy\": \"priority\"} | /conflict/domains",
                "{\"domains\": [\"a\"]} | /conflict/policy",
                "{\"domains\": [\"a\", \"a\"], \"policy\": \"priority\"} | /conflict/domains",
                "{\"domains\": [\" a\"], \"policy\": \"priority\"} | /conflict/domains/0",
                "{\"domains\": [\"a\"], \"policy\": \"dice\"} | /conflict/policy",
                "{\"domains\": [\"a\"], \"policy\": \"bid\"} | /conflict/bid",
                "{\"domains\": [\"a\"], \"policy\": \"bid\", \"bid\": -1} | /conflict/bid",
                "{\"domains\": [\"a\"], \"policy\": \"priority\", \"bid\": 1} | /conflict/bid",
                "{\"domains\": [\"a\"], \"policy\": \"priority\", \"colour\": 1} | /conflict/colour"
            })
    void a_conflict_that_is_wrong_is_named_with_the_field(String conflict, String pointer) {
        assertThat(pointers(body().put("conflict", new JsonObject(conflict)))).containsExactly(pointer);
    }

    @Test
    @Covers("CON-1")
    void a_conflict_without_domains_is_none() {
        var current = draft(body().put("conflict", new JsonObject(CONFLICT))).design();
        assertThat(current.conflict()).isPresent();
        var none = new JsonObject().put("conflict", new JsonObject().put("domains", new JsonArray()));
        assertThat(DesignJson.edit(Fields.of(none), current).conflict()).isEmpty();
        assertThat(DesignJson.edit(Fields.of(new JsonObject()), current).conflict())
                .isEqualTo(current.conflict());
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

    private static Refusal.Invalid refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        return catchThrowableOfType(Refusal.Invalid.class, reading);
    }
}
