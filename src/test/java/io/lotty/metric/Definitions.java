package io.lotty.metric;

import io.lotty.id.EventTypeKey;
import io.lotty.targeting.ParseResult;
import io.lotty.targeting.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Metrics of every kind for tests: per event, higher is better, exposure not asked for; and the same with a change. */
public final class Definitions {
    private Definitions() {}

    public static Definition count(String eventType) {
        return definition(MetricKind.COUNT, source(eventType), Optional.empty(), Optional.empty());
    }

    public static Definition proportion(String eventType) {
        var perEvent = definition(MetricKind.PROPORTION, source(eventType), Optional.empty(), Optional.empty());
        return with(perEvent, perEvent.kind(), Unit.SUBJECT);
    }

    public static Definition sum(String eventType, String property) {
        return definition(MetricKind.SUM, source(eventType, property), Optional.empty(), Optional.empty());
    }

    public static Definition mean(String eventType, String property) {
        return definition(MetricKind.MEAN, source(eventType, property), Optional.empty(), Optional.empty());
    }

    public static Definition ratio(Source source, Source denominator) {
        return definition(MetricKind.RATIO, source, Optional.of(denominator), Optional.empty());
    }

    public static Definition quantile(String eventType, String property, double quantile) {
        return definition(MetricKind.QUANTILE, source(eventType, property), Optional.empty(), Optional.of(quantile));
    }

    public static Source source(String eventType) {
        return new Source(new EventTypeKey(eventType), Optional.empty());
    }

    public static Source source(String eventType, String property) {
        return new Source(new EventTypeKey(eventType), Optional.of(property));
    }

    public static Definition withName(Definition metric, String name) {
        return with(metric, name, metric.requiresExposure(), metric.better());
    }

    public static Definition withExposure(Definition metric) {
        return with(metric, metric.name(), true, metric.better());
    }

    public static Definition withBetter(Definition metric, Better better) {
        return with(metric, metric.name(), metric.requiresExposure(), better);
    }

    public static Definition withUnit(Definition metric, Unit unit) {
        return with(metric, metric.kind(), unit);
    }

    /** All the same but the kind; refused where that does not fit. */
    public static Definition withKind(Definition metric, MetricKind kind) {
        return with(metric, kind, metric.unit());
    }

    public static Definition withFilter(Definition metric, String rule) {
        var filter = ((ParseResult.Parsed) Rule.parse(rule)).rule();
        return with(metric, Optional.of(filter), metric.cap(), metric.window(), metric.winsorize());
    }

    public static Definition withCap(Definition metric, String cap) {
        return with(metric, metric.filter(), Optional.of(new BigDecimal(cap)), metric.window(), metric.winsorize());
    }

    public static Definition withWindow(Definition metric, Duration window) {
        return with(metric, metric.filter(), metric.cap(), Optional.of(window), metric.winsorize());
    }

    public static Definition withWinsorize(Definition metric, double share) {
        return with(metric, metric.filter(), metric.cap(), metric.window(), Optional.of(share));
    }

    private static Definition definition(
            MetricKind kind, Source source, Optional<Source> denominator, Optional<Double> quantile) {
        return new Definition(
                "A " + kind.text(),
                "",
                kind,
                source,
                denominator,
                Unit.EVENT,
                false,
                Better.HIGHER,
                quantile,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Definition with(Definition metric, String name, boolean requiresExposure, Better better) {
        return new Definition(
                name,
                metric.purpose(),
                metric.kind(),
                metric.source(),
                metric.denominator(),
                metric.unit(),
                requiresExposure,
                better,
                metric.quantile(),
                metric.filter(),
                metric.cap(),
                metric.window(),
                metric.winsorize());
    }

    private static Definition with(Definition metric, MetricKind kind, Unit unit) {
        return new Definition(
                metric.name(),
                metric.purpose(),
                kind,
                metric.source(),
                metric.denominator(),
                unit,
                metric.requiresExposure(),
                metric.better(),
                metric.quantile(),
                metric.filter(),
                metric.cap(),
                metric.window(),
                metric.winsorize());
    }

    private static Definition with(
            Definition metric,
            Optional<Rule> filter,
            Optional<BigDecimal> cap,
            Optional<Duration> window,
            Optional<Double> winsorize) {
        return new Definition(
                metric.name(),
                metric.purpose(),
                metric.kind(),
                metric.source(),
                metric.denominator(),
                metric.unit(),
                metric.requiresExposure(),
                metric.better(),
                metric.quantile(),
                filter,
                cap,
                window,
                winsorize);
    }
}
