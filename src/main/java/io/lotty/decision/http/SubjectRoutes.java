package io.lotty.decision.http;

import static io.lotty.access.Permission.ERASE_SUBJECT;

import io.lotty.access.Actor;
import io.lotty.access.Permission;
import io.lotty.access.http.Stamps;
import io.lotty.decision.SubjectKeeping;
import io.lotty.decision.SubjectTraces;
import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** One subject, for people. Its id is in the body, because paths and queries are logged on the way. */
public final class SubjectRoutes {
    private final SubjectKeeping keeping;
    private final Stamps stamps;

    public SubjectRoutes(SubjectKeeping keeping, Stamps stamps) {
        this.keeping = keeping;
        this.stamps = stamps;
    }

    public void mount(Operations operations) {
        operations
                .query("/api/v1/subjects/assignments", "getSubjectAssignments", this::assignments)
                .post("/api/v1/subjects/erase", "eraseSubject", this::erase);
    }

    private Answer assignments(Call call) {
        Permission.READ.require(call.caller(Actor.class));
        var items = new JsonArray();
        keeping.of(subject(call)).forEach(holding -> items.add(write(holding)));
        return Answer.ok(new JsonObject().put("assignments", items));
    }

    private Answer erase(Call call) {
        var stamp = stamps.of(call, ERASE_SUBJECT);
        return Answer.ok(write(keeping.erase(subject(call), stamp)));
    }

    private static SubjectId subject(Call call) {
        var body = call.body();
        var subject = body.text("subject_id", SubjectId::new).required();
        body.finish();
        return subject.get();
    }

    private static JsonObject write(SubjectKeeping.Holding holding) {
        var json = new JsonObject()
                .put("experiment_id", holding.experiment().toString())
                .put("assigned_at", holding.since().toString());
        holding.known().ifPresent(experiment -> {
            json.put("flag_key", experiment.flag().value())
                    .put("name", experiment.design().name())
                    .put("status", experiment.status().text());
            var variants = experiment.design().variants();
            if (holding.variant() < variants.size()) {
                json.put("variant", variants.get(holding.variant()).name().value());
            }
        });
        return json;
    }

    private static JsonObject write(SubjectTraces.Erased erased) {
        return new JsonObject()
                .put("assignments", erased.assignments())
                .put("events", erased.events())
                .put(
                        "named_in_overrides",
                        new JsonArray(erased.namedInOverrides().stream()
                                .map(ExperimentId::toString)
                                .toList()));
    }
}
