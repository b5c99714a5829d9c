package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Eventually;
import io.lotty.kit.HttpCaller;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assertions;

/** What products call, and what needs no credentials. */
record ProductWalk(Walk walk) {
    private static final String DECIDE = "/decide";
    private static final String EVENTS = "/events";

    void run() {
        refusals();
        batch();
        open();
    }

    private void refusals() {
        var product = walk.lotty().product();
        for (var path : new String[] {DECIDE, EVENTS}) {
            walk.expect(401, walk.nobody(), "POST", path);
            walk.expect(401, walk.nobody().with("X-API-Key", "lk_unknown"), "POST", path);
            walk.calls().expectBodiesRefused(product, "POST", Walk.API + path);
        }
        walk.expect(200, product, "POST", DECIDE, walk.example("decide"));
        walk.expect(200, product, "POST", DECIDE, new JsonObject().put("subject_id", "user-2"));
        var unknown = new JsonObject().put("subject_id", "user-2").put("flags", new JsonArray().add("nope"));
        walk.expect(200, product, "POST", DECIDE, unknown);
        walk.expect(202, product, "POST", EVENTS, walk.example("sendEvents"));
        walk.expect(202, product, "POST", EVENTS, new JsonObject().put("events", new JsonArray().add(1)));
    }

    private void batch() {
        var path = DECIDE + "/batch";
        var made = walk.expect(
                        201,
                        walk.admin(),
                        "POST",
                        "/api-keys",
                        new JsonObject().put("name", "server of the walk").put("scope", "server"))
                .json();
        var server = walk.nobody().with("X-API-Key", made.getString("secret"));
        Eventually.holds(
                () -> server.post(Walk.API + DECIDE, walk.example("decide")).status() == 200);
        walk.expect(401, walk.nobody(), "POST", path);
        walk.expect(403, walk.lotty().product(), "POST", path, walk.example("decideBatch"));
        walk.calls().expectBodiesRefused(server, "POST", Walk.API + path);
        walk.expect(200, server, "POST", path, walk.example("decideBatch"));
    }

    private void open() {
        walk.calls().expect(302, walk.nobody(), "GET", "/");
        for (var path :
                new String[] {"/health", "/ready", "/metrics", Walk.API + "/openapi.json", Walk.API + "/docs"}) {
            walk.calls().expect(200, walk.nobody(), "GET", path);
        }
    }

    /** While the documented example of an experiment runs: its variants, and events about them. */
    void assigned() {
        var product = walk.lotty().product();
        var decision = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assignedDecision(product), "the experiment never reached the edge");
        var exposure = event("e-1", "exposure", decision);
        var click = event("e-2", "purchase", decision).put("properties", new JsonObject().put("amount", 9.9));
        var batch = new JsonObject()
                .put("events", new JsonArray().add(exposure).add(click).add(exposure));
        var answer = walk.expect(202, product, "POST", EVENTS, batch).json();
        assertThat(answer.getInteger("accepted")).isPositive();
        assertThat(answer.getInteger("duplicates")).isEqualTo(1);
    }

    private JsonObject assignedDecision(HttpCaller product) {
        for (int subject = 0; ; subject++) {
            var question = walk.example("decide").put("subject_id", "shopper-" + subject);
            var decision = walk.expect(200, product, "POST", DECIDE, question)
                    .json()
                    .getJsonObject("decisions")
                    .getJsonObject("button_color");
            if (decision.containsKey("variant")) {
                return decision;
            }
        }
    }

    private static JsonObject event(String id, String type, JsonObject decision) {
        return new JsonObject()
                .put("event_id", id)
                .put("type", type)
                .put("decision_id", decision.getString("decision_id"))
                .put("occurred_at", Instant.now().toString());
    }
}
