package io.lotty.app;

import io.vertx.core.json.JsonObject;

/** The rules about subjects, and about what could not be stored of them. */
record SubjectWalk(Walk walk) {
    void run() {
        participation();
        subjects();
        explanation();
        deadLetters();
    }

    private void deadLetters() {
        walk.expectPages(walk.admin(), "/dead-letters");
        walk.expect(403, walk.erin(), "GET", "/dead-letters");

        var replay = "/dead-letters/replay";
        walk.expect(200, walk.admin(), "POST", replay, walk.example("replayDeadLetters"));
        walk.expect(403, walk.erin(), "POST", replay, walk.example("replayDeadLetters"));
        walk.expectChangeGuarded(walk.admin(), "POST", replay);

        var discard = "/dead-letters/discard";
        walk.expect(200, walk.admin(), "POST", discard, walk.example("discardDeadLetters"));
        walk.expect(403, walk.erin(), "POST", discard, walk.example("discardDeadLetters"));
        walk.expectChangeGuarded(walk.admin(), "POST", discard);
    }

    private void explanation() {
        var path = "/decide/explain";
        walk.expect(200, walk.april(), "POST", path, walk.example("explainDecision"));
        walk.expect(200, walk.april(), "POST", path, new JsonObject().put("subject_id", "user-1"));
        walk.expectChangeGuarded(walk.april(), "POST", path);
    }

    private void participation() {
        var path = "/policies/participation";
        walk.expect(200, walk.april(), "GET", path);
        walk.expectLogInNeeded("GET", path);

        var policy = walk.example("replaceParticipationPolicy");
        walk.expect(200, walk.admin(), "PUT", path, policy);
        walk.expect(403, walk.erin(), "PUT", path, policy);
        walk.expect(412, walk.admin().with("If-Match", "\"999\""), "PUT", path, policy);
        walk.expectChangeGuarded(walk.admin(), "PUT", path);
    }

    private void subjects() {
        var read = "/subjects/assignments";
        walk.expect(200, walk.april(), "POST", read, walk.example("getSubjectAssignments"));
        walk.expectChangeGuarded(walk.april(), "POST", read);

        var erase = "/subjects/erase";
        walk.expect(200, walk.admin(), "POST", erase, walk.example("eraseSubject"));
        walk.expect(403, walk.erin(), "POST", erase, walk.example("eraseSubject"));
        walk.expectChangeGuarded(walk.admin(), "POST", erase);
    }
}
