package io.lotty.app;

import io.lotty.kit.RunningLotty;
import io.vertx.core.json.JsonObject;

/** For each operation a request that succeeds when its caller may make it. */
final class AccessAttempts {
    private final ApiDocument document;
    private final AccessScene scene;

    AccessAttempts(ApiDocument document, AccessScene scene) {
        this.document = document;
        this.scene = scene;
    }

    record Attempt(String method, String path, String body) {}

    Attempt of(String operationId) {
        var operation = document.operation(operationId);
        var path = operation.path();
        if (path.contains("{")) {
            path = path.replaceFirst("\\{(id|key)}", thing(operation)).replace("{n}", "1");
        }
        return new Attempt(operation.method(), path, body(operation));
    }

    /** What stands in the path: made for this attempt, in a state that allows it. */
    private String thing(ApiDocument.Operation operation) {
        return switch (operation.path().split("/")[3]) {
            case "users" -> scene.cast().person("viewer").id();
            case "approver-groups" -> scene.group();
            case "api-keys" -> scene.apiKey();
            case "flags" -> scene.flag();
            case "event-types" -> scene.eventType();
            case "metrics" -> scene.metric();
            case "experiments" -> scene.experiment(stateFor(operation.id()));
            default -> throw new IllegalArgumentException("nothing is set up for " + operation.path());
        };
    }

    private static String stateFor(String operationId) {
        return switch (operationId) {
            case "approveExperiment", "requestExperimentChanges", "rejectExperiment" -> "in_review";
            case "reworkExperiment" -> "rejected";
            case "startExperiment" -> "approved";
            case "pauseExperiment", "completeExperiment", "pauseExperimentIntake" -> "running";
            case "resumeExperiment" -> "paused";
            case "resumeExperimentIntake" -> "intake_paused";
            case "archiveExperiment" -> "completed";
            default -> "draft";
        };
    }

    private String body(ApiDocument.Operation operation) {
        return switch (operation.id()) {
            case "refreshToken", "logOut" ->
                new JsonObject()
                        .put("refresh_token", scene.cast().session().getString("refresh_token"))
                        .encode();
            case "createUser" ->
                operation
                        .example()
                        .put("email", scene.freshKey() + "@example.com")
                        .encode();
            case "createFlag", "createEventType", "createMetric" ->
                operation.example().put("key", scene.freshKey()).encode();
            case "updateFlag" -> new JsonObject().put("default_value", "green").encode();
            case "changePassword" ->
                new JsonObject()
                        .put("current_password", RunningLotty.PASSWORD)
                        .put("new_password", "another secret by far")
                        .encode();
            case "createExperiment" -> scene.design().encode();
            case "createApproverGroup" -> scene.newGroup().encode();
            case "updateApproverGroup" -> without("experimenter_id", scene.newGroup());
            default -> operation.body().isPresent() ? operation.example().encode() : "";
        };
    }

    private static String without(String field, JsonObject body) {
        body.remove(field);
        return body.encode();
    }
}
