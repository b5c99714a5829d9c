package io.lotty.decision.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.decision.FlagPlan;
import io.lotty.decision.Participation;
import io.lotty.decision.Plan;
import io.lotty.decision.Plans;
import io.lotty.decision.Serving;
import io.lotty.experiment.Conflict;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.FlagKey;
import io.lotty.kit.Covers;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("DEC-9")
class PlanJsonTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 20270301, -1})
    void a_plan_comes_back_as_it_was(long seed) {
        var plan = Plans.random(new Random(seed), 50);
        assertThat(travelled(plan)).as("seed %s", seed).isEqualTo(plan);
    }

    @Test
    void values_come_back_as_they_were_written() {
        var plan = Plans.plan(
                flag("a", FlagType.NUMBER, "1.0"),
                flag("b", FlagType.NUMBER, "1e400"),
                flag("c", FlagType.NUMBER, "0.1000000000000000055511151231257827"),
                flag("d", FlagType.STRING, "\"\""),
                flag("e", FlagType.STRING, "\"\\u0000 \\ud83d\\ude00\""),
                flag("f", FlagType.BOOLEAN, "false"),
                flag("g", FlagType.JSON, "{}"),
                flag("h", FlagType.JSON, "[0,null,{\"a\":-0.0}]"));
        assertThat(travelled(plan)).isEqualTo(plan);
    }

    @Test
    @Covers("EXP-11")
    void who_is_forced_comes_back_and_a_document_of_before_has_nobody() {
        var plan = Plans.plan(Plans.forcing(Plans.flag("f", Plans.closed(Plans.experiment(1))), "ann", "bob"));
        assertThat(travelled(plan)).isEqualTo(plan);
        var json = PlanJson.encode(plan.flags().getFirst());
        json.remove("forced");
        for (var later : List.of("intake_paused", "rolled_back", "priority", "control")) {
            json.getJsonObject("experiment").remove(later);
        }
        assertThat(PlanJson.flag(json)).isEqualTo(Plans.flag("f", Plans.experiment(1)));
    }

    @Test
    @Covers("CON-1")
    void what_an_experiment_competes_with_comes_back() {
        for (var policy : Conflict.Policy.values()) {
            var experiment = Plans.competing(Plans.experiment(1), -3, Plans.conflict(policy, "checkout", "search"));
            var plan = Plans.plan(Plans.flag("f", Plans.serving(experiment, Serving.CONTROL)));
            assertThat(travelled(plan)).isEqualTo(plan);
        }
    }

    @Test
    @Covers("DEC-6")
    void the_policy_comes_back() {
        var policy = new Participation(1, 2, 3, 4);
        assertThat(PlanJson.participation(PlanJson.encode(policy))).isEqualTo(policy);
    }

    @Test
    void a_rule_that_cannot_be_read_refuses_the_flag() {
        var json = PlanJson.encode(Plans.flag("f", Plans.experiment(1)));
        json.getJsonObject("experiment").put("targeting", "country ==");
        assertThatThrownBy(() -> PlanJson.flag(json)).hasMessageContaining("a rule that cannot be read");
    }

    @Test
    void weights_that_leave_the_million_refuse_the_flag() {
        var json = PlanJson.encode(Plans.flag("f", Plans.experiment(1)));
        var variant = json.getJsonObject("experiment").getJsonArray("variants").getJsonObject(0);
        for (int weight : new int[] {0, -1, 1_000_001}) {
            variant.put("weight", weight);
            assertThatThrownBy(() -> PlanJson.flag(json)).hasMessageContaining("weights");
        }
    }

    private static Plan travelled(Plan plan) {
        var flags = plan.flags().stream()
                .map(flag -> PlanJson.encode(flag).encode())
                .map(text -> PlanJson.flag(new JsonObject(text)))
                .toList();
        return new Plan(plan.revision(), plan.participation(), flags);
    }

    private static FlagPlan flag(String key, FlagType type, String json) {
        return new FlagPlan(new FlagKey(key), new FlagValue(type, json), Optional.empty());
    }
}
