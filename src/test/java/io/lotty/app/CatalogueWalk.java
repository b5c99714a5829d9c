package io.lotty.app;

import io.vertx.core.json.JsonObject;

/** Flags, event types, metrics; and targeting rules, which need no more than a log-in. */
record CatalogueWalk(Walk walk) {
    void run() {
        flags();
        eventTypes();
        metrics();
        targeting();
        auditExport();
    }

    private void auditExport() {
        var path = "/audit/export";
        walk.expect(200, walk.admin(), "GET", path);
        walk.expect(200, walk.admin().with("Accept", "text/csv"), "GET", path + "?entity=flag:");
        walk.expect(422, walk.admin(), "GET", path + "?from=yesterday");
        walk.expect(403, walk.erin(), "GET", path);
        walk.expectLogInNeeded("GET", path);
        walk.expect(200, walk.admin(), "GET", "/audit?request_id=first-start&entity=user:");
    }

    private void flags() {
        var draft = walk.example("createFlag");
        walk.expect(201, walk.erin(), "POST", "/flags", draft);
        walk.expect(409, walk.erin(), "POST", "/flags", draft);
        walk.expect(403, walk.april(), "POST", "/flags", draft);
        walk.expectChangeGuarded(walk.erin(), "POST", "/flags");
        for (var type : new String[] {"string", "boolean", "json"}) {
            var value = type.equals("string") ? "" : type.equals("boolean") ? (Object) false : new JsonObject();
            walk.expect(
                    201,
                    walk.erin(),
                    "POST",
                    "/flags",
                    new JsonObject().put("key", type).put("type", type).put("default_value", value));
        }
        walk.expect(200, walk.april(), "GET", "/flags?tag=checkout&archived=false&owner=" + Walk.NOBODYS_ID);
        walk.expect(422, walk.april(), "GET", "/flags?archived=perhaps");
        read("/flags", "checkout_steps");
        edit("/flags", "checkout_steps", walk.example("updateFlag"));

        var inUse = "/flags/button_color/archive";
        walk.expect(201, walk.erin(), "POST", "/experiments", walk.example("createExperiment"));
        walk.expect(409, walk.admin(), "POST", inUse);
    }

    private void eventTypes() {
        var draft = walk.example("createEventType");
        walk.expect(201, walk.erin(), "POST", "/event-types", draft);
        walk.expect(409, walk.erin(), "POST", "/event-types", draft);
        walk.expect(403, walk.april(), "POST", "/event-types", draft);
        walk.expectChangeGuarded(walk.erin(), "POST", "/event-types");
        read("/event-types", "add_to_cart");
        edit("/event-types", "add_to_cart", walk.example("updateEventType"));
    }

    private void metrics() {
        var draft = walk.example("createMetric");
        walk.expect(201, walk.erin(), "POST", "/metrics", draft);
        walk.expect(409, walk.erin(), "POST", "/metrics", draft);
        walk.expect(403, walk.april(), "POST", "/metrics", draft);
        walk.expectChangeGuarded(walk.erin(), "POST", "/metrics");
        walk.expect(
                201,
                walk.erin(),
                "POST",
                "/metrics",
                draft.copy()
                        .put("key", "large_orders")
                        .put("filter", "amount > 50")
                        .put("cap", 1000.5)
                        .put("window_seconds", 86_400));
        walk.expect(
                201,
                walk.erin(),
                "POST",
                "/metrics",
                draft.copy().put("key", "usual_orders").put("winsorize", 0.99));
        read("/metrics", "revenue_per_buyer");
        edit("/metrics", "revenue_per_buyer", walk.example("updateMetric"));
        var versions = "/metrics/revenue_per_buyer/versions";
        walk.expectPages(walk.april(), versions);
        walk.expect(404, walk.april(), "GET", "/metrics/no_such_key/versions");
        walk.expect(200, walk.april(), "GET", versions + "/2");
        walk.expect(404, walk.april(), "GET", versions + "/3");
        walk.expect(404, walk.april(), "GET", versions + "/two");
        walk.expectLogInNeeded("GET", versions + "/1");
    }

    private void targeting() {
        var path = "/targeting/validate";
        walk.expect(200, walk.april(), "POST", path, walk.example("validateTargeting"));
        walk.expect(200, walk.april(), "POST", path, new JsonObject().put("rule", "country ="));
        walk.expect(200, walk.april(), "POST", path, new JsonObject().put("rule", ""));
        var nested = new JsonObject()
                .put("rule", "a = 1 AND (b = \"x\" OR NOT c = true)")
                .put("attributes", new JsonObject().put("a", 1).put("b", "y"));
        walk.expect(200, walk.april(), "POST", path, nested);
        walk.expectChangeGuarded(walk.april(), "POST", path);
    }

    private void read(String list, String key) {
        walk.expectPages(walk.april(), list);
        walk.expect(200, walk.april(), "GET", list + "/" + key);
        walk.expect(404, walk.april(), "GET", list + "/no_such_key");
        walk.expect(404, walk.april(), "GET", list + "/No-Such-Key");
        walk.expectLogInNeeded("GET", list + "/" + key);
    }

    /** Changes it, archives it, and finds that it cannot be changed any more. */
    private void edit(String list, String key, JsonObject edit) {
        var path = list + "/" + key;
        walk.expect(200, walk.erin(), "PATCH", path, edit);
        walk.expect(404, walk.erin(), "PATCH", list + "/no_such_key", edit);
        walk.expect(403, walk.april(), "PATCH", path, edit);
        walk.expect(412, walk.erin().with("If-Match", "\"999\""), "PATCH", path, edit);
        walk.expectChangeGuarded(walk.erin(), "PATCH", path);

        walk.expectLogInNeeded("POST", path + "/archive");
        walk.expect(403, walk.april(), "POST", path + "/archive");
        walk.expect(404, walk.erin(), "POST", list + "/no_such_key/archive");
        walk.expect(412, walk.erin().with("If-Match", "W/\"1\""), "POST", path + "/archive");
        walk.expect(200, walk.erin(), "POST", path + "/archive");
        walk.expect(409, walk.erin(), "PATCH", path, edit);
    }
}
