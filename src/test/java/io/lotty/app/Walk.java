package io.lotty.app;

import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Who walks through the API, and how; the paths are in the records that share it. */
record Walk(RunningLotty lotty, RecordedCalls calls, HttpCaller admin, HttpCaller erin, HttpCaller april) {
    static final String API = "/api/v1";
    static final String NOBODYS_ID = "01981b7e-6c1a-7d52-9c3e-3f0d5a7b8c9d";

    static Walk begin(RunningLotty lotty, ApiDocument document) {
        return new Walk(
                lotty,
                new RecordedCalls(document),
                lotty.as(RunningLotty.ADMIN),
                lotty.as(RunningLotty.EXPERIMENTER),
                lotty.as(RunningLotty.APPROVER));
    }

    HttpCaller nobody() {
        return lotty.nobody();
    }

    /** The documented example of a body. */
    JsonObject example(String operationId) {
        return calls.document().operation(operationId).example();
    }

    HttpCaller.Reply expect(int status, HttpCaller who, String method, String path) {
        return calls.expect(status, who, method, API + path);
    }

    HttpCaller.Reply expect(int status, HttpCaller who, String method, String path, JsonObject body) {
        return calls.expect(status, who, method, API + path, body);
    }

    /** The call without credentials, and with bad ones. */
    void expectLogInNeeded(String method, String path) {
        expect(401, nobody(), method, path);
        expect(401, nobody().with("Authorization", "Bearer no.such.token"), method, path);
    }

    /** A list that is read by pages: two of them, and what cannot be one. */
    void expectPages(HttpCaller who, String path) {
        expectLogInNeeded("GET", path);
        var cursor = expect(200, who, "GET", path + "?limit=1").json().getString("next_cursor");
        expect(200, who, "GET", path + (cursor == null ? "" : "?limit=1&cursor=" + cursor));
        expect(422, who, "GET", path + "?limit=0");
        expect(422, who, "GET", path + "?cursor=" + "%00");
    }

    /** Everything that a change can be refused for before it is looked at. */
    void expectChangeGuarded(HttpCaller who, String method, String path) {
        expectLogInNeeded(method, path);
        calls.expectBodiesRefused(who, method, API + path);
    }

    HttpCaller session(JsonObject session) {
        return new HttpCaller(lotty.url(), Map.of("Authorization", "Bearer " + session.getString("access_token")));
    }
}
