package io.lotty.app;

import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** One caller of each kind, by the names of the table's columns. */
final class AccessCast {
    private final RunningLotty lotty;
    private final HttpCaller admin;
    private final Map<String, HttpCaller> callers = new HashMap<>();
    private int people;

    AccessCast(RunningLotty lotty) {
        this.lotty = lotty;
        this.admin = lotty.as(RunningLotty.ADMIN);
        callers.put("nobody", lotty.nobody());
        callers.put("admin", admin);
        callers.put("viewer", caller("viewer"));
        callers.put("approver", caller("approver"));
        callers.put("experimenter", caller("experimenter"));
        callers.put("client_key", application("client"));
        callers.put("server_key", application("server"));
        var owner = person("experimenter");
        var reviewer = person("approver");
        callers.put("owner", lotty.as(owner.email()));
        callers.put("reviewer", lotty.as(reviewer.email()));
        made("/approver-groups", group(owner.id(), reviewer.id()));
    }

    /** Somebody new, who may log in with the demo's password. */
    record Person(String id, String email) {}

    HttpCaller called(String name) {
        var caller = callers.get(name);
        if (caller == null) {
            throw new IllegalArgumentException("nobody is called " + name);
        }
        return caller;
    }

    Person person(String role) {
        var email = role + ++people + "@example.com";
        var id = made(
                        "/users",
                        new JsonObject()
                                .put("email", email)
                                .put("name", role + " " + people)
                                .put("password", RunningLotty.PASSWORD)
                                .put("roles", new JsonArray().add(role)))
                .getString("id");
        return new Person(id, email);
    }

    JsonObject made(String path, JsonObject body) {
        return succeeded(admin.post(Walk.API + path, body));
    }

    /** A session of somebody new. */
    JsonObject session() {
        var login = new JsonObject().put("email", person("viewer").email()).put("password", RunningLotty.PASSWORD);
        return succeeded(lotty.nobody().post(Walk.API + "/auth/login", login));
    }

    static JsonObject group(String experimenter, String approver) {
        return new JsonObject()
                .put("experimenter_id", experimenter)
                .put("approver_ids", new JsonArray().add(approver))
                .put("min_approvals", 1);
    }

    static JsonObject succeeded(HttpCaller.Reply reply) {
        if (reply.status() >= 300) {
            throw new AssertionError("the scene cannot be set: " + reply.status() + " " + reply.body());
        }
        return reply.json();
    }

    private HttpCaller caller(String role) {
        return lotty.as(person(role).email());
    }

    private HttpCaller application(String scope) {
        var key =
                made("/api-keys", new JsonObject().put("name", "an application").put("scope", scope));
        return lotty.nobody().with("X-API-Key", key.getString("secret"));
    }
}
