package io.lotty.metric;

import java.util.Optional;

/**
 * What a metric means: one version of it, which never changes.
 *
 * @param denominator what a ratio divides by
 * @param requiresExposure whether an event counts only when its decision was seen; an event type may demand it anyway
 * @param quantile which quantile, between 0 and 1, both excluded
 */
public record Definition(
        String name,
        String purpose,
        MetricKind kind,
        Source source,
        Optional<Source> denominator,
        Unit unit,
        boolean requiresExposure,
        Better better,
        Optional<Double> quantile) {
    public Definition {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a metric has a name");
        }
        if (kind.needsProperty() && source.property().isEmpty()) {
            throw new IllegalArgumentException("a metric of kind " + kind.text() + " needs a property");
        }
        if ((kind == MetricKind.RATIO) != denominator.isPresent()) {
            throw new IllegalArgumentException("a ratio, and nothing else, has a denominator");
        }
        if ((kind == MetricKind.QUANTILE) != quantile.isPresent()) {
            throw new IllegalArgumentException("a quantile, and nothing else, says which quantile");
        }
        quantile.ifPresent(Definition::checkedQuantile);
    }

    public static double checkedQuantile(double quantile) {
        if (!(quantile > 0 && quantile < 1)) {
            throw new IllegalArgumentException("must be between 0 and 1, both excluded");
        }
        return quantile;
    }
}
