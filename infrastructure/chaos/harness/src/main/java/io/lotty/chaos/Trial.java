package io.lotty.chaos;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The experiment that all events are about.
 *
 * @param decisions one for each subject of the load
 * @param probed    of a subject that the load does not know
 */
record Trial(String experimentId, List<Decided> decisions, Decided probed) {
    static final String REVENUE = "chaos_revenue";
    static final List<String> METRICS = List.of("conversions", "errors", REVENUE);
    private static final String ADMIN = "admin@lotty.local";
    private static final String FLAG = "button_color";
    private static final int SUBJECTS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    Trial {
        decisions = List.copyOf(decisions);
    }

    /** What a subject was told. */
    record Decided(String decisionId, String variant) {
        private static Decided of(JsonObject answer) {
            return new Decided(answer.getString("decision_id"), answer.getString("variant"));
        }
    }

    /** Starts the experiment, waits until the edge knows of it, and asks for every subject's decision. */
    static Trial open(Api management, Api edge) {
        var owner = management.login("erin@lotty.local");
        var approver = management.login("april@lotty.local");
        management.post("/metrics", management.login(ADMIN), revenue());
        var id = management.post("/experiments", owner, draft()).getString("id");
        var path = "/experiments/" + id + "/";
        management.post(path + "submit", owner, new JsonObject());
        management.post(path + "approve", approver, new JsonObject().put("comment", "Let it rain."));
        management.post(path + "start", owner, new JsonObject());
        Pause.until(
                "the edge knows the experiment",
                PATIENCE,
                () -> decision(edge, 0).getString("reason").equals("assigned"));
        var decisions = IntStream.range(0, SUBJECTS)
                .mapToObj(subject -> Decided.of(decision(edge, subject)))
                .toList();
        return new Trial(id, decisions, Decided.of(decision(edge, SUBJECTS)));
    }

    /** What the management says the events come to. */
    JsonObject report(Api management, NumberedEvents events) {
        return management.get(
                "/experiments/" + experimentId + "/report?from=" + events.from() + "&to=" + events.to() + "&metric="
                        + String.join("&metric=", METRICS),
                management.login(ADMIN));
    }

    /** Asks what an edge decides; fails when it does not. */
    void decide(Api edge, int subject) {
        decision(edge, subject % SUBJECTS);
    }

    /** Somebody who asks for reports again and again. */
    static final class Reader {
        private final Trial trial;
        private final Api management;
        private final Api.Credential reader;

        Reader(Trial trial, Api management) {
            this.trial = trial;
            this.management = management;
            this.reader = management.login(ADMIN);
        }

        /** Of all variants, in the minute from then on. */
        int conversions(Instant from) {
            var report = management.get(
                    "/experiments/" + trial.experimentId() + "/report?from=" + from + "&to="
                            + from.plus(Duration.ofMinutes(1)) + "&metric=" + METRICS.getFirst(),
                    reader);
            return report.getJsonObject("overall")
                    .getJsonObject("metrics")
                    .getJsonObject(METRICS.getFirst())
                    .getInteger("value");
        }
    }

    private static JsonObject decision(Api edge, int subject) {
        var question = new JsonObject().put("subject_id", "subject-" + subject).put("flags", new JsonArray().add(FLAG));
        return edge.post("/decide", Api.Credential.PRODUCT, question)
                .getJsonObject("decisions")
                .getJsonObject(FLAG);
    }

    private static JsonObject draft() {
        return new JsonObject()
                .put("flag_key", FLAG)
                .put("name", "Chaos")
                .put("audience_share", 100)
                .put("variants", new JsonArray().add(variant("plain", true)).add(variant("bold", false)))
                .put("primary_metric", METRICS.getFirst())
                .put("secondary_metrics", new JsonArray(METRICS.subList(1, METRICS.size())));
    }

    private static JsonObject variant(String name, boolean isControl) {
        return new JsonObject()
                .put("name", name)
                .put("value", name)
                .put("weight", 50)
                .put("control", isControl);
    }

    private static JsonObject revenue() {
        return new JsonObject()
                .put("key", REVENUE)
                .put("name", "Revenue")
                .put("kind", "sum")
                .put("event_type", "purchase")
                .put("property", "amount")
                .put("unit", "event")
                .put("requires_exposure", true)
                .put("better", "higher");
    }
}
