package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** An experiment of the demo's experimenter on the demo's flag, moved about over HTTP. */
record Trial(HttpCaller erin, HttpCaller april, String id) {
    static final String ALL = "/api/v1/experiments";
    static final String FLAG = "button_color";
    private static final List<String> OF_REVIEWERS = List.of("approve", "request-changes", "reject");

    /** A draft with the variants blue, which is the control, and red, and with what else is given. */
    static Trial draft(RunningLotty lotty, JsonObject more) {
        return draft(lotty.as(RunningLotty.EXPERIMENTER), lotty.as(RunningLotty.APPROVER), more);
    }

    /** By people who are logged in already. */
    static Trial draft(HttpCaller erin, HttpCaller april, JsonObject more) {
        var design = new JsonObject()
                .put("flag_key", FLAG)
                .put("name", "Bolder button")
                .put("audience_share", 100)
                .put("variants", new JsonArray().add(variant("blue", true)).add(variant("red", false)))
                .put("primary_metric", "conversion_rate")
                .mergeIn(more);
        var made = erin.post(ALL, design);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return new Trial(erin, april, made.json().getString("id"));
    }

    static JsonArray overrides(String... subjectsAndVariants) {
        var overrides = new JsonArray();
        for (int i = 0; i < subjectsAndVariants.length; i += 2) {
            overrides.add(new JsonObject()
                    .put("subject_id", subjectsAndVariants[i])
                    .put("variant", subjectsAndVariants[i + 1]));
        }
        return overrides;
    }

    String path() {
        return ALL + "/" + id;
    }

    /** Does one after the other, each by whoever may. */
    Trial after(String... actions) {
        for (var action : actions) {
            var reply = act(action);
            assertThat(reply.status()).as("%s: %s", action, reply.body()).isEqualTo(200);
        }
        return this;
    }

    HttpCaller.Reply act(String action) {
        return whoMay(action).post(path() + "/" + action, said(action));
    }

    HttpCaller whoMay(String action) {
        return OF_REVIEWERS.contains(action) ? april : erin;
    }

    /** A good body for the action. */
    static JsonObject said(String action) {
        return switch (action) {
            case "request-changes", "reject" -> new JsonObject().put("comment", "because");
            case "complete" -> new JsonObject().put("outcome", "no_effect").put("comment", "nothing moved");
            default -> new JsonObject();
        };
    }

    private static JsonObject variant(String name, boolean control) {
        return new JsonObject()
                .put("name", name)
                .put("value", name)
                .put("weight", 50)
                .put("control", control);
    }
}
