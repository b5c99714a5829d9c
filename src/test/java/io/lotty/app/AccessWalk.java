package io.lotty.app;

import io.vertx.core.json.JsonObject;

/** Log-in, users, API keys, audit. */
record AccessWalk(Walk walk) {
    void run() {
        sessions();
        users();
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
        walk.expectPages(walk.erin(), "/users");
        walk.expectPages(walk.admin(), "/users");
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
