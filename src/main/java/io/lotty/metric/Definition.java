package io.lotty.metric;

import io.lotty.targeting.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a metric means: one version of it, which never changes.
 *
 * <p>A unit is what {@code unit} says: an event with its number, or a subject with its total. What counts is decided in this
 * order: exposure, filter and window say which events; then the cap, or the winsorization, what a unit adds.
 *
 * @param denominator what a ratio divides by
 * @param requiresExposure whether an event counts only when its decision was seen; an event type may demand it anyway
 * @param quantile which quantile, between 0 and 1, both excluded
 * @param filter what the properties of an event of the source must satisfy to count; a denominator's events are not asked.
 *     A rule that everything satisfies is none
 * @param cap what a unit adds at most, more than 0; of a ratio, to what is divided. Without needless zeros
 * @param window of conversion, whole seconds: only events count, a denominator's too, that lie less than this behind the
 *     subject's first exposure, and not before it
 * @param winsorize a share of at least a half and below 1: a unit adds at most what that quantile is of all units of
 *     the experiment that add something, whatever their variant
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
        Optional<Double> quantile,
        Optional<Rule> filter,
        Optional<BigDecimal> cap,
        Optional<Duration> window,
        Optional<Double> winsorize) {
    public static final Duration MAX_WINDOW = Duration.ofDays(90);

    public Definition {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a metric has a name");
        }
        quantile.ifPresent(Definition::checkedQuantile);
        filter = filter.filter(rule -> !rule.equals(Rule.everyone()));
        cap = cap.map(Definition::checkedCap);
        window.ifPresent(Definition::checkedWindow);
        winsorize.ifPresent(Definition::checkedWinsorize);
        var parts = Map.of(
                Part.PROPERTY, source.property(),
                Part.DENOMINATOR, denominator,
                Part.QUANTILE, quantile,
                Part.CAP, cap,
                Part.WINSORIZE, winsorize);
        Part.misfits(kind, unit, given(parts)).stream().findFirst().ifPresent(misfit -> {
            throw new IllegalArgumentException(misfit.part().text() + " " + misfit.why());
        });
    }

    private static Set<Part> given(Map<Part, ? extends Optional<?>> parts) {
        return parts.entrySet().stream()
                .filter(part -> part.getValue().isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    public static double checkedQuantile(double quantile) {
        if (!(quantile > 0 && quantile < 1)) {
            throw new IllegalArgumentException("must be between 0 and 1, both excluded");
        }
        return quantile;
    }

    /** The same number without needless zeros, so that equal caps are equal. */
    public static BigDecimal checkedCap(BigDecimal cap) {
        if (cap.signum() <= 0) {
            throw new IllegalArgumentException("must be more than 0");
        }
        var plain = cap.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    public static double checkedWinsorize(double share) {
        if (!(share >= 0.5 && share < 1)) {
            throw new IllegalArgumentException("must be at least 0.5 and less than 1");
        }
        return share;
    }

    private static void checkedWindow(Duration window) {
        var isWhole = window.equals(Duration.ofSeconds(window.toSeconds()));
        if (!isWhole || !window.isPositive() || window.compareTo(MAX_WINDOW) > 0) {
            throw new IllegalArgumentException("a window has whole seconds, 1 second to 90 days");
        }
    }
}
