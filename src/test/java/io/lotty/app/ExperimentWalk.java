package io.lotty.app;

import io.lotty.kit.HttpCaller;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Experiments: how they are designed, what moves them, what they did. */
record ExperimentWalk(Walk walk) {
    private static final String ALL = "/experiments";
    private static final List<String> OF_REVIEWERS = List.of("approve", "request-changes", "reject");

    void run() {
        var draft = design();
        reading(draft);
        refusals();
        life();
        report(draft);
    }

    private String design() {
        var example = walk.example("createExperiment");
        var draft = create();
        walk.expect(403, walk.april(), "POST", ALL, example);
        walk.expectChangeGuarded(walk.erin(), "POST", ALL);
        walk.expect(409, walk.erin(), "POST", ALL, onArchivedFlag(example));

        var path = ALL + "/" + draft;
        var edit = walk.example("updateExperiment");
        walk.expect(200, walk.erin(), "PATCH", path, edit);
        walk.expect(403, walk.april(), "PATCH", path, edit);
        walk.expect(404, walk.erin(), "PATCH", ALL + "/" + Walk.NOBODYS_ID, edit);
        walk.expect(412, walk.erin().with("If-Match", "\"999\""), "PATCH", path, edit);
        walk.expectChangeGuarded(walk.erin(), "PATCH", path);

        walk.expect(201, walk.erin(), "POST", path + "/clone", walk.example("cloneExperiment"));
        walk.expect(201, walk.erin(), "POST", path + "/clone");
        walk.expect(403, walk.april(), "POST", path + "/clone");
        walk.expect(404, walk.erin(), "POST", ALL + "/" + Walk.NOBODYS_ID + "/clone");
        walk.expectChangeGuarded(walk.erin(), "POST", path + "/clone");
        return draft;
    }

    private void reading(String draft) {
        walk.expectPages(walk.april(), ALL);
        walk.expect(200, walk.april(), "GET", ALL + "?status=draft,running&flag=button_color&tag=checkout&q=red");
        var path = ALL + "/" + draft;
        for (var part : List.of("", "/versions/1", "/versions/2/diff", "/conflicts")) {
            walk.expect(200, walk.april(), "GET", path + part);
            walk.expect(404, walk.april(), "GET", ALL + "/" + Walk.NOBODYS_ID + part);
            walk.expectLogInNeeded("GET", path + part);
        }
        walk.expect(404, walk.april(), "GET", path + "/versions/99");
        walk.expect(200, walk.april(), "GET", path + "/versions/2/diff?against=1");
        walk.expect(404, walk.april(), "GET", path + "/versions/2/diff?against=99");
        walk.expect(422, walk.april(), "GET", path + "/versions/2/diff?against=first");
        for (var part : List.of("/versions", "/history")) {
            walk.expectPages(walk.april(), path + part);
            walk.expect(404, walk.april(), "GET", ALL + "/" + Walk.NOBODYS_ID + part);
        }
    }

    /** What each action is refused for: another status, another person, another revision, a bad body. */
    private void refusals() {
        var draft = create();
        var submitted = act(create(), "submit", walk.erin());
        walk.expect(409, walk.erin(), "PATCH", ALL + "/" + submitted, walk.example("updateExperiment"));
        for (var operation : walk.calls().document().operations()) {
            if (!operation.json().getJsonArray("tags").contains("Experiment life")) {
                continue;
            }
            var action = operation.path().replaceAll(".*/", "");
            var right = OF_REVIEWERS.contains(action) ? walk.april() : walk.erin();
            var wrong = OF_REVIEWERS.contains(action) ? walk.erin() : walk.april();
            var body = operation.example();
            var path = ALL + "/" + (action.equals("submit") ? submitted : draft) + "/" + action;
            walk.expect(409, right, "POST", path, body);
            walk.expect(403, wrong, "POST", path, body);
            walk.expect(412, right.with("If-Match", "\"999\""), "POST", path, body);
            walk.expect(404, right, "POST", ALL + "/" + Walk.NOBODYS_ID + "/" + action, body);
            walk.expectChangeGuarded(right, "POST", path);
        }
    }

    private void life() {
        var sentBack = act(create(), "submit", walk.erin());
        act(sentBack, "request-changes", walk.april());
        act(sentBack, "submit", walk.erin());
        act(sentBack, "reject", walk.april());
        act(sentBack, "rework", walk.erin());

        var tried = approved();
        act(tried, "start", walk.erin());
        walk.expect(409, walk.erin(), "POST", ALL + "/" + approved() + "/start");
        new ProductWalk(walk).assigned();
        act(tried, "pause-intake", walk.erin());
        act(tried, "resume-intake", walk.erin());
        act(tried, "pause", walk.erin());
        act(tried, "resume", walk.erin());
        report(tried);
        act(tried, "complete", walk.erin());
        act(tried, "archive", walk.erin());
        walk.expect(200, walk.april(), "GET", ALL + "/" + tried + "/history");
        walk.expect(200, walk.april(), "GET", ALL + "?q=red");
    }

    private void report(String experiment) {
        var path = ALL + "/" + experiment + "/report";
        walk.expect(200, walk.april(), "GET", path);
        walk.expect(200, walk.april(), "GET", path + "?granularity=hour&metric=errors&metric=latency_p95");
        walk.expect(422, walk.april(), "GET", path + "?granularity=week");
        walk.expect(422, walk.april(), "GET", path + "?colour=red");
        walk.expect(404, walk.april(), "GET", ALL + "/" + Walk.NOBODYS_ID + "/report");
        walk.expectLogInNeeded("GET", path);
        walk.expect(403, walk.lotty().product(), "GET", path);
    }

    private String create() {
        return walk.expect(201, walk.erin(), "POST", ALL, walk.example("createExperiment"))
                .json()
                .getString("id");
    }

    private String approved() {
        return act(act(create(), "submit", walk.erin()), "approve", walk.april());
    }

    private String act(String experiment, String action, HttpCaller who) {
        var operation = walk.calls().document().at("POST", Walk.API + ALL + "/" + experiment + "/" + action);
        walk.expect(200, who, "POST", ALL + "/" + experiment + "/" + action, operation.example());
        return experiment;
    }

    private JsonObject onArchivedFlag(JsonObject draft) {
        var key = "gone-" + UUID.nameUUIDFromBytes(new byte[] {1});
        var flag = new JsonObject().put("key", key).put("type", "string").put("default_value", "");
        walk.expect(201, walk.erin(), "POST", "/flags", flag);
        var soon = walk.expect(201, walk.erin(), "POST", ALL, draft.copy().put("flag_key", key))
                .json()
                .getString("id");
        act(soon, "submit", walk.erin());
        act(soon, "reject", walk.april());
        walk.expect(200, walk.erin(), "POST", "/flags/" + key + "/archive");
        walk.expect(409, walk.erin(), "POST", ALL + "/" + soon + "/rework");
        walk.expect(409, walk.erin(), "POST", ALL + "/" + soon + "/clone");
        return draft.copy().put("flag_key", key);
    }
}
