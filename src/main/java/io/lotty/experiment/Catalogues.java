package io.lotty.experiment;

import io.lotty.flag.Flag;
import io.lotty.flag.Flags;
import io.lotty.id.FlagKey;
import io.lotty.id.MetricKey;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What designs refer to: flags and metrics, as they are now. */
public final class Catalogues {
    private final Flags flags;
    private final Predicate<MetricKey> isKnownMetric;

    public Catalogues(Flags flags, Predicate<MetricKey> isKnownMetric) {
        this.flags = flags;
        this.isKnownMetric = isKnownMetric;
    }

    /** The flag that a design is for; refuses the design when there is none, or none that is in use. */
    Flag flagOf(FlagKey key, Design design) {
        var flag = openFlag(key);
        if (design.valueType() != flag.type()) {
            throw new Refusal.Invalid(
                    "/variants/0/value", "wrong_type", "must be " + flag.type().words() + ", as the flag's type says");
        }
        return flag;
    }

    /** Refuses, with pointers, metrics that are not in the catalogue. */
    void requireMetrics(Design design) {
        var violations = new ArrayList<Violation>();
        if (!isKnownMetric.test(design.primaryMetric())) {
            violations.add(unknown("/primary_metric", design.primaryMetric()));
        }
        for (int i = 0; i < design.secondaryMetrics().size(); i++) {
            var metric = design.secondaryMetrics().get(i);
            if (!isKnownMetric.test(metric)) {
                violations.add(unknown("/secondary_metrics/" + i, metric));
            }
        }
        for (int i = 0; i < design.guardrails().size(); i++) {
            var metric = design.guardrails().get(i).metric();
            if (!isKnownMetric.test(metric)) {
                violations.add(unknown("/guardrails/" + i + "/metric", metric));
            }
        }
        if (!violations.isEmpty()) {
            throw new Refusal.Invalid(violations);
        }
    }

    /** Refuses to go on with an experiment whose flag or metrics have gone since it was designed. */
    void requirePresent(Experiment experiment) {
        for (var obstacle : obstacles(experiment)) {
            throw obstacle;
        }
    }

    /** What has gone since an experiment was designed, as the refusals to go on with it. */
    List<Refusal> obstacles(Experiment experiment) {
        var obstacles = new ArrayList<Refusal>();
        flags.find(experiment.flag())
                .filter(flag -> flag.archivedAt().isPresent())
                .ifPresent(flag -> obstacles.add(archived(flag.key())));
        var missing = missingMetrics(experiment.design());
        if (!missing.isEmpty()) {
            obstacles.add(new Refusal.Conflict(
                    "metric_missing",
                    "Experiment " + experiment.id() + " needs metrics that are not in the catalogue: " + missing
                            + "."));
        }
        return obstacles;
    }

    private Flag openFlag(FlagKey key) {
        var flag = flags.find(key)
                .orElseThrow(() -> new Refusal.Invalid("/flag_key", "unknown_flag", "there is no flag " + key));
        if (flag.archivedAt().isPresent()) {
            throw archived(key);
        }
        return flag;
    }

    private static Refusal archived(FlagKey key) {
        return new Refusal.Conflict("flag_archived", "Flag " + key + " is archived; no experiment can use it.");
    }

    private List<MetricKey> missingMetrics(Design design) {
        var guarded = design.guardrails().stream().map(Guardrail::metric);
        return Stream.concat(design.metrics().stream(), guarded)
                .distinct()
                .filter(isKnownMetric.negate())
                .toList();
    }

    private static Violation unknown(String pointer, MetricKey metric) {
        return new Violation(pointer, "unknown_metric", "there is no metric " + metric);
    }
}
