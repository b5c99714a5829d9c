package io.lotty.metric;

import io.lotty.access.Permission;
import io.lotty.access.Stamp;
import io.lotty.id.MetricKey;
import io.lotty.refusal.Refusal;
import io.lotty.refusal.Violation;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Taking metrics into the catalogue, and changing what they mean for experiments to come. */
public final class MetricKeeping {
    private final Metrics metrics;
    private final EventProperties properties;

    public MetricKeeping(Metrics metrics, EventProperties properties) {
        this.metrics = metrics;
        this.properties = properties;
    }

    public Metric create(MetricKey key, Definition definition, Stamp stamp) {
        Permission.MANAGE_CATALOGUE.require(stamp.actor());
        requireNumbers(definition);
        var metric = new Metric(key, 1, definition, Optional.empty(), 1, stamp.at(), stamp.at());
        metrics.add(metric, stamp);
        return metric;
    }

    /** Experiments that have started keep the version that was the newest then. */
    public Metric edit(MetricKey key, UnaryOperator<Definition> change, Optional<Integer> ifRevision, Stamp stamp) {
        Permission.MANAGE_CATALOGUE.require(stamp.actor());
        var metric = existing(key, ifRevision);
        if (metric.archivedAt().isPresent()) {
            throw new Refusal.Conflict("metric_archived", "Metric " + key + " is archived and cannot change any more.");
        }
        var definition = change.apply(metric.definition());
        if (definition.equals(metric.definition())) {
            return metric;
        }
        requireNumbers(definition);
        return metrics.save(metric.redefined(definition, stamp.at()), "metric.update", stamp);
    }

    /** From now on no design may name it; experiments that have started keep measuring it. */
    public Metric archive(MetricKey key, Optional<Integer> ifRevision, Stamp stamp) {
        Permission.MANAGE_CATALOGUE.require(stamp.actor());
        var metric = existing(key, ifRevision);
        return metric.archivedAt().isPresent()
                ? metric
                : metrics.save(metric.archived(stamp.at()), "metric.archive", stamp);
    }

    private void requireNumbers(Definition definition) {
        var violations = new ArrayList<Violation>();
        if (definition.kind().readsProperty()) {
            noNumber("/property", definition.source()).ifPresent(violations::add);
            definition
                    .denominator()
                    .flatMap(source -> noNumber("/denominator/property", source))
                    .ifPresent(violations::add);
        }
        if (!violations.isEmpty()) {
            throw new Refusal.Invalid(violations);
        }
    }

    private Optional<Violation> noNumber(String pointer, Source source) {
        var type = source.eventType();
        return source.property()
                .flatMap(property -> properties.whyNoNumber(type, property))
                .map(why -> new Violation(
                        pointer, "not_a_number", "must be a number, but the schema of event type " + type + " " + why));
    }

    private Metric existing(MetricKey key, Optional<Integer> ifRevision) {
        var metric = metrics.find(key).orElseThrow(() -> new Refusal.NotFound("metric", key));
        if (ifRevision.isPresent() && ifRevision.get() != metric.revision()) {
            throw new Refusal.Stale("Metric " + key + " has changed since you read it. Read it again.");
        }
        return metric;
    }
}
