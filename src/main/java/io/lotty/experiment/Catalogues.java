package io.lotty.experiment;

import io.lotty.flag.Flag;
import io.lotty.flag.Flags;
import io.lotty.id.FlagKey;
import io.lotty.id.MetricKey;
import io.lotty.metric.MetricStanding;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What designs refer to: flags and metrics, as they are now. */
public final class Catalogues {
    private final Flags flags;
    private final Function<MetricKey, MetricStanding> metrics;

    public Catalogues(Flags flags, Function<MetricKey, MetricStanding> metrics) {
        this.flags = flags;
        this.metrics = metrics;
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

    /** Refuses, with pointers, metrics that are not in the catalogue, or archived there. */
    void requireMetrics(Design design) {
        var violations = new ArrayList<Violation>();
        flaw("/primary_metric", design.primaryMetric()).ifPresent(violations::add);
        for (int i = 0; i < design.secondaryMetrics().size(); i++) {
            flaw("/secondary_metrics/" + i, design.secondaryMetrics().get(i)).ifPresent(violations::add);
        }
        for (int i = 0; i < design.guardrails().size(); i++) {
            flaw("/guardrails/" + i + "/metric", design.guardrails().get(i).metric())
                    .ifPresent(violations::add);
        }
        if (!violations.isEmpty()) {
            throw new Refusal.Invalid(violations);
        }
    }

    private Optional<Violation> flaw(String pointer, MetricKey metric) {
        return switch (metrics.apply(metric)) {
            case OPEN -> Optional.empty();
            case ARCHIVED ->
                Optional.of(new Violation(pointer, "archived_metric", "metric " + metric + " is archived"));
            case UNKNOWN -> Optional.of(new Violation(pointer, "unknown_metric", "there is no metric " + metric));
        };
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
        metrics(experiment.design(), MetricStanding.UNKNOWN)
                .ifPresent(missing -> obstacles.add(new Refusal.Conflict(
                        "metric_missing",
                        "Experiment " + experiment.id() + " needs metrics that are not in the catalogue: " + missing
                                + ".")));
        metrics(experiment.design(), MetricStanding.ARCHIVED)
                .ifPresent(archived -> obstacles.add(new Refusal.Conflict(
                        "metric_archived",
                        "Experiment " + experiment.id() + " needs metrics that are archived: " + archived + ".")));
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

    /** Those of the design that stand so; empty without any. */
    private Optional<List<MetricKey>> metrics(Design design, MetricStanding standing) {
        var guarded = design.guardrails().stream().map(Guardrail::metric);
        var found = Stream.concat(design.metrics().stream(), guarded)
                .distinct()
                .filter(metric -> metrics.apply(metric) == standing)
                .toList();
        return Optional.of(found).filter(list -> !list.isEmpty());
    }
}
