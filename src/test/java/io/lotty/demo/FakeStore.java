package io.lotty.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the fake Lotty remembers, and its report straight from the raw events. One caller at a time. */
final class FakeStore {
    private static final Map<String, String> ACTIONS =
            Map.of("submit", "in_review", "approve", "approved", "start", "running", "complete", "completed");

    private final Map<String, JsonObject> things = new TreeMap<>();
    private final Map<String, JsonObject> events = new TreeMap<>();
    private int lostEvents;

    record Reply(int status, JsonObject body) {}

    /** An intake that acknowledges and forgets so many events, which the storefront must notice. */
    synchronized void loseEvents(int count) {
        lostEvents = count;
    }

    synchronized int storedEvents() {
        return events.size();
    }

    synchronized Reply create(String kind, String key, JsonObject thing) {
        return things.putIfAbsent(kind + "/" + key, thing) == null
                ? new Reply(201, thing)
                : new Reply(409, new JsonObject().put("code", "duplicate"));
    }

    synchronized Reply createExperiment(JsonObject experiment) {
        var id = "e" + (experiments().size() + 1);
        return create("/experiments", id, experiment.put("id", id).put("status", "draft"));
    }

    synchronized List<JsonObject> experiments() {
        return things.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("/experiments/"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** {@code GET} of a thing or a report, {@code POST} of an action on an experiment. */
    synchronized Reply answer(String method, String path) {
        var last = path.substring(path.lastIndexOf('/') + 1);
        var parent = path.substring(0, path.lastIndexOf('/'));
        var experiment = things.get(parent);
        if (experiment != null && last.equals("report")) {
            return new Reply(200, report(experiment));
        }
        if (experiment != null && method.equals("POST")) {
            experiment.put("status", ACTIONS.get(last));
            if (last.equals("start")) {
                experiment.put("started_at", Instant.now().toString());
            }
            return new Reply(200, experiment);
        }
        var thing = things.get(path);
        return thing == null ? new Reply(404, new JsonObject().put("code", "not_found")) : new Reply(200, thing);
    }

    synchronized Reply decide(JsonObject request) {
        var flag = request.getJsonArray("flags").getString(0);
        var subject = request.getString("subject_id");
        var running = experiments().stream()
                .filter(each -> each.getString("status").equals("running"))
                .filter(each -> each.getString("flag_key").equals(flag))
                .findFirst()
                .orElseThrow();
        var attributes = request.getJsonObject("attributes");
        var targeted = Set.of("DE", "FR", "NL").contains(attributes.getString("country"))
                && Set.of("1.6.0", "1.6.4", "1.10.0", "2.0.1").contains(attributes.getString("app_version"));
        var bucket = Math.floorMod(subject.hashCode() * 0x9E3779B1, 100);
        var variants = running.getJsonArray("variants").stream()
                .map(JsonObject.class::cast)
                .toList();
        var bound = 0.0;
        for (var variant : variants) {
            bound += variant.getDouble("weight");
            if (targeted && bucket < bound) {
                return decided(flag, subject, running.getString("id"), variant.getString("name"));
            }
        }
        return decided(flag, subject, "", "");
    }

    private static Reply decided(String flag, String subject, String experiment, String variant) {
        var decision = new JsonObject().put("decision_id", experiment + "|" + variant + "|" + subject);
        if (experiment.isEmpty()) {
            decision.put("reason", "outside_audience");
        } else {
            decision.put("reason", "assigned").put("experiment_id", experiment).put("variant", variant);
        }
        return new Reply(
                200,
                new JsonObject()
                        .put("decisions", new JsonObject().put(flag, decision))
                        .put("degraded", false));
    }

    synchronized Reply take(JsonArray batch) {
        var accepted = 0;
        for (var each : batch) {
            var event = (JsonObject) each;
            if (lostEvents > 0
                    && event.getString("decision_id").startsWith("e")
                    && event.getString("type").equals("exposure")) {
                lostEvents--;
                accepted++;
            } else if (events.putIfAbsent(event.getString("event_id"), event) == null) {
                accepted++;
            }
        }
        return new Reply(
                202,
                new JsonObject()
                        .put("accepted", accepted)
                        .put("duplicates", batch.size() - accepted)
                        .put("rejected", 0)
                        .put("errors", new JsonArray()));
    }

    private JsonObject report(JsonObject experiment) {
        var variants = new JsonArray();
        for (var each : experiment.getJsonArray("variants")) {
            var variant = (JsonObject) each;
            variants.add(figures(
                    variant.getString("name"), experiment.getString("id") + "|" + variant.getString("name") + "|"));
        }
        return new JsonObject().put("variants", variants);
    }

    private JsonObject figures(String name, String decisionPrefix) {
        var exposed = new HashSet<String>();
        typed("exposure", decisionPrefix).forEach(event -> exposed.add(event.getString("decision_id")));
        var exposures = typed("exposure", decisionPrefix).count();
        var errors = counted("error", decisionPrefix, exposed).count();
        var converted = counted("conversion", decisionPrefix, exposed)
                .map(event -> event.getString("decision_id"))
                .distinct()
                .count();
        var latencies = numbers("latency", "value_ms", decisionPrefix, exposed);
        var metrics = new JsonObject();
        put(metrics, "impressions", exposures);
        put(metrics, "clicks", counted("click", decisionPrefix, exposed).count());
        put(
                metrics,
                "conversions",
                counted("conversion", decisionPrefix, exposed).count());
        put(metrics, "conversion_rate", (double) converted / exposed.size());
        put(metrics, "purchases", counted("purchase", decisionPrefix, exposed).count());
        put(
                metrics,
                "revenue",
                numbers("purchase", "amount", decisionPrefix, exposed).stream()
                        .map(BigDecimal::valueOf)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
        put(metrics, "errors", errors);
        put(metrics, "error_rate", (double) errors / exposures);
        put(
                metrics,
                "latency_mean",
                latencies.stream().mapToDouble(each -> each).sum() / latencies.size());
        put(metrics, "latency_p95", percentile95(latencies));
        return new JsonObject()
                .put("name", name)
                .put("subjects", exposed.size())
                .put("exposures", exposures)
                .put("metrics", metrics);
    }

    private static double percentile95(List<Double> sorted) {
        var place = 0.95 * (sorted.size() - 1);
        var below = sorted.get((int) place);
        var above = sorted.get((int) Math.ceil(place));
        return below + (above - below) * (place % 1);
    }

    private static void put(JsonObject metrics, String key, Number value) {
        metrics.put(key, new JsonObject().put("value", value));
    }

    private Stream<JsonObject> typed(String type, String decisionPrefix) {
        return events.values().stream()
                .filter(event -> event.getString("type").equals(type))
                .filter(event -> event.getString("decision_id").startsWith(decisionPrefix));
    }

    private Stream<JsonObject> counted(String type, String decisionPrefix, Set<String> exposed) {
        return typed(type, decisionPrefix).filter(event -> exposed.contains(event.getString("decision_id")));
    }

    private List<Double> numbers(String type, String property, String decisionPrefix, Set<String> exposed) {
        return counted(type, decisionPrefix, exposed)
                .map(event -> event.getJsonObject("properties").getDouble(property))
                .sorted()
                .toList();
    }
}
