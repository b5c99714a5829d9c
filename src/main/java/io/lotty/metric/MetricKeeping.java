package io.lotty.metric;

import io.lotty.access.Permission;
import io.lotty.access.Stamp;
import io.lotty.id.MetricKey;
import java.util.Optional;

/** Taking metrics into the catalogue. */
public final class MetricKeeping {
    private final Metrics metrics;

    public MetricKeeping(Metrics metrics) {
        this.metrics = metrics;
    }

    /** The part of a metric that its author gives. */
    public record Draft(
            MetricKey key,
            String name,
            String purpose,
            MetricKind kind,
            Source source,
            Optional<Source> denominator,
            Unit unit,
            boolean requiresExposure,
            Better better,
            Optional<Double> quantile) {}

    public Metric create(Draft draft, Stamp stamp) {
        Permission.MANAGE_CATALOGUE.require(stamp.actor());
        var metric = new Metric(
                draft.key(),
                draft.name(),
                draft.purpose(),
                draft.kind(),
                draft.source(),
                draft.denominator(),
                draft.unit(),
                draft.requiresExposure(),
                draft.better(),
                draft.quantile(),
                1,
                stamp.at(),
                stamp.at());
        metrics.add(metric, stamp);
        return metric;
    }
}
