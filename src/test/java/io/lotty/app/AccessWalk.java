package io.lotty.app;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Log-in, users, approver groups, API keys, audit. */
record AccessWalk(Walk walk) {
    void run() {
        sessions();
        users();
        passwords();
        groups();
        keys();
        audit();
    }

    private void sessions() {
        var nobody = walk.nobody();
        var session = walk.expect(200, nobody, "POST", "/auth/login", walk.example("logIn"))
                .json();
        walk.expect(401, nobody, "POST", "/auth/login", walk.example("logIn").put("password", "wrong"));
        walk.calls().expectBodiesRefused(nobody, "POST", Walk.API + "/auth/login");

        var spent = new JsonObject().put("refresh_token", session.getString("refresh_token"));
        var next = walk.expect(200, nobody, "POST", "/auth/refresh", spent).json();
        walk.expect(401, nobody, "POST", "/auth/refresh", walk.example("refreshToken"));
        walk.calls().expectBodiesRefused(nobody, "POST", Walk.API + "/auth/refresh");

        walk.expect(200, walk.session(next), "GET", "/auth/me");
        walk.expectLogInNeeded("GET", "/auth/me");

        var last = new JsonObject().put("refresh_token", next.getString("refresh_token"));
        walk.expect(204, nobody, "POST", "/auth/logout", last);
        walk.calls().expectBodiesRefused(nobody, "POST", Walk.API + "/auth/logout");
    }

    private void users() {
        var vera = walk.example("createUser");
        var id = walk.expect(201, walk.admin(), "POST", "/users", vera).json().getString("id");
        walk.expect(409, walk.admin(), "POST", "/users", vera);
        walk.expect(403, walk.erin(), "POST", "/users", vera);
        walk.expectChangeGuarded(walk.admin(), "POST", "/users");

        walk.expect(200, walk.admin(), "GET", "/users/" + id);
        walk.expect(200, walk.erin(), "GET", "/users/" + id);
        walk.expect(404, walk.erin(), "GET", "/users/" + Walk.NOBODYS_ID);
        walk.expectLogInNeeded("GET", "/users/" + id);
        walk.expect(200, walk.erin(), "GET", "/users?role=viewer&active=true");
        walk.expectPages(walk.erin(), "/users");
        walk.expectPages(walk.admin(), "/users");

        var edit = walk.example("updateUser");
        walk.expect(200, walk.admin(), "PATCH", "/users/" + id, edit);
        walk.expect(403, walk.erin(), "PATCH", "/users/" + id, edit);
        walk.expect(404, walk.admin(), "PATCH", "/users/" + Walk.NOBODYS_ID, edit);
        walk.expect(412, walk.admin().with("If-Match", "\"999\""), "PATCH", "/users/" + id, edit);
        walk.expectChangeGuarded(walk.admin(), "PATCH", "/users/" + id);
        walk.expect(409, walk.admin(), "PATCH", "/users/" + idOf("Admin"), new JsonObject().put("active", false));
    }

    private void passwords() {
        var vera = idOf("Vera");
        var reset = walk.example("resetPassword");
        walk.expect(204, walk.admin(), "PUT", "/users/" + vera + "/password", reset);
        walk.expect(403, walk.erin(), "PUT", "/users/" + vera + "/password", reset);
        walk.expect(404, walk.admin(), "PUT", "/users/" + Walk.NOBODYS_ID + "/password", reset);
        walk.expectChangeGuarded(walk.admin(), "PUT", "/users/" + vera + "/password");

        var logIn = new JsonObject().put("email", "vera@example.com").put("password", reset.getString("password"));
        var session =
                walk.expect(200, walk.nobody(), "POST", "/auth/login", logIn).json();
        var change = walk.example("changePassword");
        var right = change.copy().put("current_password", reset.getString("password"));
        var next = walk.expect(200, walk.session(session), "POST", "/auth/password", right)
                .json();
        walk.expect(401, walk.session(session), "POST", "/auth/password", right);
        walk.expectChangeGuarded(walk.session(next), "POST", "/auth/password");

        for (int i = 0; i < 10; i++) {
            walk.expect(422, walk.session(next), "POST", "/auth/password", change);
            walk.expect(401, walk.nobody(), "POST", "/auth/login", logIn.copy().put("email", "no@example.com"));
        }
        walk.expect(429, walk.session(next), "POST", "/auth/password", change);
        walk.expect(429, walk.nobody(), "POST", "/auth/login", logIn.copy().put("email", "no@example.com"));
    }

    private void groups() {
        var path = "/approver-groups";
        var group = walk.example("createApproverGroup")
                .put("experimenter_id", idOf("Erin"))
                .put("approver_ids", new JsonArray().add(idOf("April")));
        var id = walk.expect(201, walk.admin(), "POST", path, group).json().getString("id");
        walk.expect(409, walk.admin(), "POST", path, group);
        walk.expect(403, walk.erin(), "POST", path, group);
        walk.expect(422, walk.admin(), "POST", path, walk.example("createApproverGroup"));
        walk.expectChangeGuarded(walk.admin(), "POST", path);

        var one = path + "/" + id;
        walk.expect(200, walk.april(), "GET", one);
        walk.expect(404, walk.april(), "GET", path + "/" + Walk.NOBODYS_ID);
        walk.expectLogInNeeded("GET", one);
        walk.expectPages(walk.april(), path);
        walk.expect(200, walk.april(), "GET", path + "?experimenter_id=" + idOf("Erin"));

        var edit = walk.example("updateApproverGroup").put("approver_ids", new JsonArray().add(idOf("April")));
        walk.expect(200, walk.admin(), "PUT", one, edit);
        walk.expect(403, walk.erin(), "PUT", one, edit);
        walk.expect(404, walk.admin(), "PUT", path + "/" + Walk.NOBODYS_ID, edit);
        walk.expect(412, walk.admin().with("If-Match", "\"999\""), "PUT", one, edit);
        walk.expectChangeGuarded(walk.admin(), "PUT", one);

        walk.expectLogInNeeded("DELETE", one);
        walk.expect(403, walk.erin(), "DELETE", one);
        walk.expect(412, walk.admin().with("If-Match", "\"999\""), "DELETE", one);
        walk.expect(204, walk.admin(), "DELETE", one);
        walk.expect(404, walk.admin(), "DELETE", one);
    }

    private String idOf(String name) {
        return walk.expect(200, walk.admin(), "GET", "/users?q=" + name)
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
    }

    private void keys() {
        var path = "/api-keys";
        var key = walk.expect(201, walk.admin(), "POST", path, walk.example("createApiKey"))
                .json();
        walk.expect(403, walk.erin(), "POST", path, walk.example("createApiKey"));
        walk.expectChangeGuarded(walk.admin(), "POST", path);
        walk.expect(403, walk.erin(), "GET", path);
        walk.expectPages(walk.admin(), path);

        var one = path + "/" + key.getString("id");
        walk.expectLogInNeeded("GET", one);
        walk.expect(200, walk.admin(), "GET", one);
        walk.expect(403, walk.erin(), "GET", one);
        walk.expect(404, walk.admin(), "GET", path + "/" + Walk.NOBODYS_ID);
        walk.expectLogInNeeded("DELETE", one);
        walk.expect(403, walk.erin(), "DELETE", one);
        walk.expect(204, walk.admin(), "DELETE", one);
        walk.expect(404, walk.admin(), "DELETE", path + "/" + Walk.NOBODYS_ID);
        walk.expect(200, walk.admin(), "GET", path);
    }

    private void audit() {
        walk.expectPages(walk.admin(), "/audit");
        walk.expect(403, walk.erin(), "GET", "/audit");
        var narrowed = "/audit?entity=flag:button_color&action=flag.create&from=2020-01-01T00:00:00Z";
        walk.expect(200, walk.admin(), "GET", narrowed);
    }
}
