package io.lotty.decision.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.decision.Decision;
import io.lotty.decision.DecisionIds;
import io.lotty.decision.FlagPlan;
import io.lotty.decision.Plan;
import io.lotty.decision.Plans;
import io.lotty.decision.Reason;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.FlagKey;
import io.lotty.id.SubjectHash;
import io.lotty.id.SubjectId;
import io.lotty.kit.Covers;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("DEC-1")
class DecideJsonTest {
    private static final SubjectHash ANN = SubjectHash.of(new SubjectId("ann"));
    private final DecisionIds ids = new DecisionIds(new LinkedHashMap<>(Map.of(1, new byte[] {1, 2, 3})));
    private final DecideJson json = new DecideJson(() -> Plan.EMPTY, ids);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            BOOLEAN | false
            BOOLEAN | true
            NUMBER  | 0
            NUMBER  | 1.0
            NUMBER  | -0.0
            NUMBER  | 1e400
            NUMBER  | 12345678901234567890.123456789
            STRING  | ""
            STRING  | "ü 😀 \\u0000 </script>"
            JSON    | {}
            JSON    | []
            JSON    | [0,null,{"a":1.50}]""")
    void a_value_is_answered_as_it_was_written(FlagType type, String value) {
        var flag = new FlagPlan(new FlagKey("f"), new FlagValue(type, value), Optional.empty());
        assertThat(written(new Decision.Default(flag, Reason.NO_EXPERIMENT)))
                .startsWith("{\"decisions\":{\"f\":{\"value\":" + value + ",\"decision_id\":\"");
    }

    @Test
    void a_default_names_its_reason_and_no_experiment() {
        var decision = new Decision.Default(Plans.flag("f"), Reason.OUTSIDE_AUDIENCE);
        assertThat(new JsonObject(written(decision)))
                .isEqualTo(new JsonObject()
                        .put(
                                "decisions",
                                new JsonObject()
                                        .put(
                                                "f",
                                                new JsonObject()
                                                        .put("value", "grey")
                                                        .put(
                                                                "decision_id",
                                                                ids.sign(decision, ANN)
                                                                        .orElseThrow())
                                                        .put("reason", "outside_audience")))
                        .put("degraded", false));
    }

    @Test
    void an_assignment_names_experiment_version_and_variant() {
        var experiment = Plans.experiment(1, 1);
        var decision = new Decision.Assigned(Plans.flag("f", experiment), experiment, 1, true);
        var answer =
                new JsonObject(written(decision)).getJsonObject("decisions").getJsonObject("f");
        assertThat(answer)
                .isEqualTo(new JsonObject()
                        .put("value", "v1")
                        .put("decision_id", ids.sign(decision, ANN).orElseThrow())
                        .put("reason", "assigned")
                        .put("experiment_id", experiment.id().toString())
                        .put("experiment_version", experiment.version())
                        .put("variant", "v1"));
    }

    @Test
    @Covers("EXP-11")
    void a_forced_variant_is_told_like_an_assignment_with_its_own_reason() {
        var flag = Plans.forcing(Plans.flag("f"), "ann");
        var decision = new Decision.Forced(flag, flag.forced().getFirst());
        var answer =
                new JsonObject(written(decision)).getJsonObject("decisions").getJsonObject("f");
        assertThat(answer)
                .isEqualTo(new JsonObject()
                        .put("value", "tried")
                        .put("decision_id", ids.sign(decision, ANN).orElseThrow())
                        .put("reason", "override")
                        .put(
                                "experiment_id",
                                flag.forced().getFirst().experiment().toString())
                        .put("experiment_version", 3)
                        .put("variant", "qa"));
    }

    @Test
    void an_unknown_flag_is_an_error_of_its_own_under_whatever_key_was_asked() {
        var key = "No \"such\" flag \n 😀";
        var answer = new JsonObject(written(new Decision.UnknownFlag(key)));
        var error = answer.getJsonObject("decisions").getJsonObject(key).getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("flag_not_found");
        assertThat(error.getString("message")).contains(key);
    }

    @Test
    void a_subject_gets_its_own_ids_in_the_same_words() {
        var experiment = Plans.experiment(1, 1);
        var flag = Plans.flag("f", experiment);
        var bob = SubjectHash.of(new SubjectId("bob"));
        var decisions = List.of(
                new Decision.Assigned(flag, experiment, 0, false),
                new Decision.Assigned(flag, experiment, 1, false),
                new Decision.RolledBack(flag, experiment),
                new Decision.ConflictLost(flag, Plans.experiment("", true, false, 1)),
                new Decision.Default(flag, Reason.PAUSED),
                new Decision.Default(Plans.flag("f"), Reason.PAUSED));
        for (var decision : decisions) {
            var ofAnn = written(decision);
            var ofBob = json.write(List.of(decision), bob, false).toString();
            assertThat(ofBob)
                    .isEqualTo(ofAnn.replace(
                            ids.sign(decision, ANN).orElseThrow(),
                            ids.sign(decision, bob).orElseThrow()))
                    .isNotEqualTo(ofAnn)
                    .contains(decision.because().orElseThrow().text());
        }
    }

    @Test
    void nothing_asked_nothing_answered_but_whether_it_is_degraded() {
        assertThat(json.write(List.of(), ANN, true).toString()).isEqualTo("{\"decisions\":{},\"degraded\":true}");
    }

    private String written(Decision decision) {
        return json.write(List.of(decision), ANN, false).toString();
    }
}
