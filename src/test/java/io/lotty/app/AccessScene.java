package io.lotty.app;

import io.lotty.kit.HttpCaller;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Sets up what attempts are made on; everything belongs to the owner, and is new each time. */
final class AccessScene {
    private final AccessCast cast;
    private final ApiDocument document;
    private int things;

    AccessScene(AccessCast cast, ApiDocument document) {
        this.cast = cast;
        this.document = document;
    }

    AccessCast cast() {
        return cast;
    }

    /** A key that nothing has yet. */
    String freshKey() {
        return "thing" + ++things;
    }

    String flag() {
        var flag = example("createFlag")
                .put("key", freshKey())
                .put("type", "string")
                .put("default_value", "blue");
        return owned("/flags", flag).getString("key");
    }

    String eventType() {
        return owned("/event-types", example("createEventType").put("key", freshKey()))
                .getString("key");
    }

    String metric() {
        return owned("/metrics", example("createMetric").put("key", freshKey())).getString("key");
    }

    String apiKey() {
        return cast.made("/api-keys", example("createApiKey")).getString("id");
    }

    /** The group of somebody new. */
    String group() {
        return cast.made("/approver-groups", newGroup()).getString("id");
    }

    JsonObject newGroup() {
        return AccessCast.group(
                cast.person("experimenter").id(), cast.person("approver").id());
    }

    JsonObject design() {
        return example("createExperiment").put("flag_key", flag());
    }

    /** An experiment in a state. */
    String experiment(String state) {
        var id = owned("/experiments", design()).getString("id");
        for (var step : wayTo(state)) {
            var who = cast.called(step.substring(0, step.indexOf(' ')));
            act(who, id, step.substring(step.indexOf(' ') + 1));
        }
        return id;
    }

    /** How a draft comes to a state: who does what. */
    private static List<String> wayTo(String state) {
        return switch (state) {
            case "draft" -> List.of();
            case "in_review" -> List.of("owner submit");
            case "rejected" -> List.of("owner submit", "reviewer reject");
            case "approved" -> List.of("owner submit", "reviewer approve");
            case "running" -> List.of("owner submit", "reviewer approve", "owner start");
            case "intake_paused" -> List.of("owner submit", "reviewer approve", "owner start", "owner pause-intake");
            case "paused" -> List.of("owner submit", "reviewer approve", "owner start", "owner pause");
            case "completed" -> List.of("owner submit", "reviewer approve", "owner start", "owner complete");
            default -> throw new IllegalArgumentException("no way leads to " + state);
        };
    }

    JsonObject example(String operationId) {
        return document.operation(operationId).example();
    }

    private void act(HttpCaller who, String id, String action) {
        var path = Walk.API + "/experiments/{id}/" + action;
        var operation = document.at("POST", path.replace("{id}", id));
        var body = operation.body().isPresent() ? operation.example() : new JsonObject();
        AccessCast.succeeded(who.post(path.replace("{id}", id), body));
    }

    private JsonObject owned(String path, JsonObject body) {
        return AccessCast.succeeded(cast.called("owner").post(Walk.API + path, body));
    }
}
