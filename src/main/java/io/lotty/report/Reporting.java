package io.lotty.report;

import io.lotty.experiment.Experiment;
import io.lotty.experiment.ExperimentState;
import io.lotty.experiment.Variant;
import io.lotty.id.ExperimentId;
import io.lotty.id.MetricKey;
import io.lotty.measure.Granularity;
import io.lotty.measure.Measure;
import io.lotty.measure.Scope;
import io.lotty.measure.Slice;
import io.lotty.measure.Window;
import io.lotty.metric.Metric;
import io.lotty.metric.Metrics;
import io.lotty.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Making reports. */
public final class Reporting {
    private final Function<ExperimentId, Optional<Experiment>> experiments;
    private final Metrics metrics;
    private final ReportFacts facts;

    public Reporting(Function<ExperimentId, Optional<Experiment>> experiments, Metrics metrics, ReportFacts facts) {
        this.experiments = experiments;
        this.metrics = metrics;
        this.facts = facts;
    }

    /**
     * What a reader wants to see.
     *
     * @param from empty: from the day on, in UTC, on which the experiment started, or was created when it never started
     * @param to empty: up to the end of the hour or day that is now
     * @param metrics empty: those of the design
     */
    public record Wish(Optional<Instant> from, Optional<Instant> to, Granularity granularity, List<MetricKey> metrics) {
        public Wish {
            metrics = List.copyOf(metrics);
        }
    }

    public Report report(ExperimentId id, Wish wish, Instant now) {
        var experiment = experiments.apply(id).orElseThrow(() -> new Refusal.NotFound("experiment", id));
        var question = question(experiment, wish, now);
        return assemble(experiment, question, facts.of(question), now);
    }

    private Question question(Experiment experiment, Wish wish, Instant now) {
        var design = experiment.design();
        var id = experiment.id();
        return new Question(
                id,
                experiment.flag(),
                since(experiment),
                design.variants().stream().map(Variant::name).toList(),
                window(experiment, wish, now),
                wish.granularity(),
                kept(id, design.metrics()),
                measured(id, wish.metrics().isEmpty() ? design.metrics() : wish.metrics()));
    }

    /** What is winsorized is told by all units together, so that no sums of it can be kept. */
    private List<Metric> kept(ExperimentId experiment, List<MetricKey> metrics) {
        return measured(experiment, metrics).stream()
                .filter(metric -> metric.definition().winsorize().isEmpty())
                .toList();
    }

    private static Window window(Experiment experiment, Wish wish, Instant now) {
        var from = wish.from().orElseGet(() -> Scope.beginning(since(experiment)));
        try {
            var shown = new Window(from, wish.to().orElseGet(() -> wish.granularity().next(now)));
            if (!wish.granularity().bounds(shown)) {
                throw new Refusal.Invalid(
                        "granularity",
                        "invalid_value",
                        "would give more than " + Granularity.MAX_PERIODS
                                + " periods; choose day, or a shorter window");
            }
            return new Window(from, wish.to().orElse(Scope.NEVER));
        } catch (IllegalArgumentException backwards) {
            throw new Refusal.Invalid("to", "invalid_value", String.valueOf(backwards.getMessage()));
        }
    }

    private static Instant since(Experiment experiment) {
        return switch (experiment.state()) {
            case ExperimentState.Live live -> live.startedAt();
            case ExperimentState.Completed completed -> completed.startedAt();
            case ExperimentState.Archived archived -> archived.end().startedAt();
            case ExperimentState.Draft _,
                    ExperimentState.InReview _,
                    ExperimentState.Approved _,
                    ExperimentState.Rejected _ -> experiment.createdAt();
        };
    }

    private List<Metric> measured(ExperimentId experiment, List<MetricKey> keys) {
        return keys.stream()
                .distinct()
                .map(key -> metrics.of(experiment, key)
                        .orElseThrow(
                                () -> new Refusal.Invalid("metric", "unknown_metric", "there is no metric " + key)))
                .toList();
    }

    /** Pure: the same definitions and facts give the same report. */
    static Report assemble(Experiment experiment, Question question, Facts facts, Instant now) {
        var variants = experiment.design().variants();
        var window = window(question, facts, now);
        var context = new Report.Context(
                question.experiment(),
                experiment.version(),
                window,
                question.granularity(),
                question.metrics(),
                facts.asOf());
        var series = new ArrayList<Report.Period>();
        for (var start : question.granularity().periods(window)) {
            series.add(new Report.Period(
                    start, arms(variants, variant -> arm(question, facts, Slice.of(variant.name(), start)))));
        }
        return new Report(
                context,
                arm(question, facts, Slice.OVERALL),
                arms(variants, variant -> arm(question, facts, Slice.of(variant.name()))),
                series,
                facts.pending(),
                facts.arrivals());
    }

    /** Without an end that was asked for, up to now; and further, where the clock of a sender is ahead of ours. */
    private static Window window(Question question, Facts facts, Instant now) {
        var window = question.window();
        var granularity = question.granularity();
        return window.to().equals(Scope.NEVER)
                ? new Window(window.from(), facts.end(granularity)
                        .filter(granularity.next(now)::isBefore)
                        .orElseGet(() -> granularity.next(now)))
                : window;
    }

    private static List<Report.Arm.OfVariant> arms(List<Variant> variants, Function<Variant, Report.Arm> arm) {
        return variants.stream()
                .map(variant -> new Report.Arm.OfVariant(variant, arm.apply(variant)))
                .toList();
    }

    private static Report.Arm arm(Question question, Facts facts, Slice slice) {
        Map<MetricKey, Measure> measures = new LinkedHashMap<>();
        for (var metric : question.metrics()) {
            measures.put(metric.key(), facts.measure(metric, slice));
        }
        return new Report.Arm(facts.seen(slice), measures);
    }
}
