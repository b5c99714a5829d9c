package io.lotty.report;

import io.lotty.experiment.Design;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.ExperimentState;
import io.lotty.experiment.Guardrail;
import io.lotty.experiment.Salt;
import io.lotty.experiment.Share;
import io.lotty.experiment.Variant;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.MetricKey;
import io.lotty.id.UserId;
import io.lotty.id.VariantName;
import io.lotty.measure.Granularity;
import io.lotty.measure.Window;
import io.lotty.metric.Better;
import io.lotty.metric.Definition;
import io.lotty.metric.Definitions;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKind;
import io.lotty.metric.Source;
import io.lotty.metric.Unit;
import io.lotty.targeting.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An experiment and metrics to report about. */
public final class Examples {
    public static final Instant CREATED = Instant.parse("2027-03-01T00:00:00Z");
    public static final Instant STARTED = Instant.parse("2027-03-02T10:30:00Z");
    public static final ExperimentId EXPERIMENT = new ExperimentId(new UUID(7, 7));
    public static final FlagKey FLAG = new FlagKey("button");
    public static final VariantName CONTROL = new VariantName("control");
    public static final VariantName BLUE = new VariantName("blue");
    public static final VariantName GREEN = new VariantName("green");
    public static final VariantName RED = new VariantName("red");

    private Examples() {}

    /** Control and blue, half each; the metrics are the primary one and the others. */
    public static Experiment experiment(ExperimentState state, List<MetricKey> metrics) {
        return experiment(state, design(2, metrics, List.of()));
    }

    /** The first so many of control, blue, green and red, of equal weight. */
    public static Design design(int variants, List<MetricKey> metrics, List<MetricKey> guardrails) {
        var names = List.of(CONTROL, BLUE, GREEN, RED).subList(0, variants);
        var weight = 1_000_000 / variants;
        return new Design(
                "Blue button",
                "",
                new Share(weight * variants),
                names.stream().map(name -> variant(name, weight)).toList(),
                Rule.everyone(),
                metrics.getFirst(),
                metrics.subList(1, metrics.size()),
                guardrails.stream().map(Examples::guardrail).toList(),
                List.of(),
                0,
                Optional.empty(),
                true,
                false,
                List.of());
    }

    public static Experiment experiment(ExperimentState state, Design design) {
        return new Experiment(
                EXPERIMENT, FLAG, new UserId(new UUID(0, 1)), new Salt(1, 2), 3, 5, design, state, CREATED, CREATED);
    }

    /** Of a window, with nothing kept. */
    public static Question question(
            List<VariantName> variants, Window window, Granularity granularity, List<Metric> metrics) {
        return new Question(
                EXPERIMENT, FLAG, STARTED, variants, window, granularity, List.of(), metrics, Optional.empty());
    }

    public static Metric metric(String key, MetricKind kind, String eventType) {
        return metric(key, kind, Definitions.source(eventType), Unit.EVENT);
    }

    /** The share of subjects with an error, of which less is better. */
    public static Metric errors(String key) {
        return metric(key, Definitions.withBetter(Definitions.proportion("error"), Better.LOWER));
    }

    /** Ratios divide by exposures, quantiles are medians. */
    public static Metric metric(String key, MetricKind kind, Source source, Unit unit) {
        var type = source.eventType().value();
        var property = source.property().orElse("");
        var definition = switch (kind) {
            case COUNT -> Definitions.count(type);
            case SUM -> Definitions.sum(type, property);
            case MEAN -> Definitions.mean(type, property);
            case RATIO -> Definitions.ratio(source, Definitions.source("exposure"));
            case PROPORTION -> Definitions.proportion(type);
            case QUANTILE -> Definitions.quantile(type, property, 0.5);
        };
        return metric(key, Definitions.withName(Definitions.withUnit(definition, unit), "Metric " + key));
    }

    public static Metric metric(String key, Definition definition) {
        return new Metric(new MetricKey(key), 1, definition, Optional.empty(), 1, CREATED, CREATED);
    }

    private static Guardrail guardrail(MetricKey metric) {
        return new Guardrail(
                metric,
                BigDecimal.TEN,
                Guardrail.Direction.ABOVE,
                3_600,
                Guardrail.Action.PAUSE,
                1,
                Guardrail.Scope.VARIANT,
                Guardrail.Comparison.ABSOLUTE);
    }

    private static Variant variant(VariantName name, int millionths) {
        var value = new FlagValue(FlagType.STRING, "\"" + name + "\"");
        return new Variant(name, value, new Share(millionths), name.equals(CONTROL));
    }
}
