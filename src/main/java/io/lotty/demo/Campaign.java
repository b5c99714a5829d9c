package io.lotty.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The running experiment that the shoppers meet.
 *
 * @param arms control first
 * @param metrics keys of the metrics that its report will show
 * @param opening its start, to the second: every event time is counted from here, so that a run that is taken up again
 *     tells the same times
 */
record Campaign(String experimentId, String flag, List<Arm> arms, Set<String> metrics, Instant opening) {
    static Campaign read(JsonObject experiment) {
        var startedAt = experiment.getString("started_at");
        if (startedAt == null) {
            throw new Stopped(
                    "Experiment " + experiment.getString("id") + " is running, but Lotty tells no started_at.");
        }
        var metrics = new LinkedHashSet<String>();
        metrics.add(experiment.getString("primary_metric"));
        experiment.getJsonArray("secondary_metrics", new JsonArray()).forEach(metric -> metrics.add(metric.toString()));
        return new Campaign(
                experiment.getString("id"),
                experiment.getString("flag_key"),
                arms(experiment.getJsonArray("variants")),
                metrics,
                Instant.parse(startedAt).truncatedTo(ChronoUnit.SECONDS));
    }

    private static List<Arm> arms(JsonArray variants) {
        var controls = new ArrayList<String>();
        var others = new ArrayList<String>();
        for (var each : variants) {
            var variant = (JsonObject) each;
            (variant.getBoolean("control", false) ? controls : others).add(variant.getString("name"));
        }
        var arms = new ArrayList<Arm>();
        controls.forEach(name -> arms.add(new Arm(name, true, 0)));
        others.forEach(name -> arms.add(new Arm(name, false, arms.size())));
        return List.copyOf(arms);
    }

    Arm arm(String variant) {
        return arms.stream()
                .filter(arm -> arm.name().equals(variant))
                .findFirst()
                .orElseThrow(() -> new Stopped(
                        "Lotty decided for the variant " + variant + ", which " + experimentId + " does not have."));
    }
}
