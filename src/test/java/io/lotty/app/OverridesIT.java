package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People who try an experiment out, and newcomers who are kept out, as a product sees it. */
@WithStores
class OverridesIT {
    private static RunningLotty lotty;
    private static HttpCaller product;

    @BeforeAll
    static void start(FreshDatabase database, FreshRedis redis) {
        lotty = RunningLotty.start(database, redis);
        product = lotty.product();
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @Test
    @Covers("EXP-11")
    void an_override_works_from_draft_to_paused_and_follows_every_change_of_it() {
        var trial = Trial.draft(lotty, new JsonObject().put("overrides", Trial.overrides("quinn", "red")));
        seen("quinn", "override", "red");
        seen("someone", "no_experiment", "green");
        assertThat(trial.erin()
                        .patch(
                                trial.path(),
                                new JsonObject()
                                        .put("overrides", Trial.overrides("quinn", "blue"))
                                        .put("targeting", "country == \"none\""))
                        .status())
                .isEqualTo(200);
        seen("quinn", "override", "blue");
        assertThat(decision("quinn").getInteger("experiment_version")).isEqualTo(2);
        trial.after("submit", "reject");
        seen("quinn", "no_experiment", "green");
        trial.after("rework");
        seen("quinn", "override", "blue");
        trial.after("submit", "approve", "start");
        seen("someone", "targeting_mismatch", "green");
        seen("quinn", "override", "blue");
        trial.after("pause");
        seen("someone", "paused", "green");
        seen("quinn", "override", "blue");
        assertThat(product.post("/api/v1/events", exposureOf("quinn")).json().getInteger("accepted"))
                .isEqualTo(1);
        trial.after("complete");
        seen("quinn", "no_experiment", "green");
        assertThat(report(trial).getJsonObject("overall").getInteger("subjects"))
                .isZero();
    }

    @Test
    @Covers("EXP-11")
    void a_running_experiment_forces_before_a_newer_draft_and_a_clone_forces_nobody() {
        var first = Trial.draft(lotty, new JsonObject().put("overrides", Trial.overrides("rita", "red")));
        var second = Trial.draft(lotty, new JsonObject().put("overrides", Trial.overrides("rita", "blue")));
        seen("rita", "override", "blue");
        first.after("submit", "approve", "start");
        seen("rita", "override", "red");
        var clone = first.erin().post(first.path() + "/clone").json();
        assertThat(clone.getJsonArray("overrides")).isEmpty();
        first.after("complete");
        seen("rita", "override", "blue");
        second.after("submit", "reject");
        seen("rita", "no_experiment", "green");
    }

    @Test
    @Covers("DEC-5")
    void while_the_intake_is_paused_newcomers_see_the_default_and_nothing_changes_for_the_others() {
        var trial = Trial.draft(lotty, new JsonObject()).after("submit", "approve", "start");
        Eventually.holds(() -> decision("olga").getString("reason").equals("assigned"));
        var before = decision("olga");
        trial.after("pause-intake");
        seen("newcomer", "intake_paused", "green");
        assertThat(decision("olga")).isEqualTo(before);
        var answer = trial.erin().get(trial.path()).json();
        assertThat(answer.getBoolean("intake_paused")).isTrue();
        assertThat(answer.getJsonArray("allowed_actions"))
                .isEqualTo(new JsonArray().add("pause").add("resume-intake").add("complete"));
        trial.after("pause", "resume");
        seen("newcomer", "intake_paused", "green");
        trial.after("resume-intake");
        Eventually.holds(() -> decision("newcomer").getString("reason").equals("assigned"));
        trial.after("complete");
    }

    private static void seen(String subject, String reason, String value) {
        Eventually.holds(() -> {
            var decision = decision(subject);
            return decision.getString("reason").equals(reason)
                    && decision.getString("value").equals(value);
        });
    }

    private static JsonObject decision(String subject) {
        var question = new JsonObject().put("subject_id", subject);
        return product.post("/api/v1/decide", question)
                .json()
                .getJsonObject("decisions")
                .getJsonObject(Trial.FLAG);
    }

    private static JsonObject exposureOf(String subject) {
        return new JsonObject()
                .put(
                        "events",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("event_id", "tried-by-" + subject)
                                        .put("type", "exposure")
                                        .put("decision_id", decision(subject).getString("decision_id"))
                                        .put("occurred_at", Instant.now().toString())));
    }

    /** Once the one event is stored; a report does not count it, so that it cannot tell. */
    private static JsonObject report(Trial trial) {
        Eventually.holds(() -> lotty.nobody()
                .get("/metrics")
                .body()
                .lines()
                .anyMatch(line -> line.startsWith("lotty_events_stored_total") && !line.endsWith(" 0.0")));
        return trial.erin().get(trial.path() + "/report").json();
    }
}
