package io.lotty.report;

import io.lotty.experiment.Design;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.Guardrail;
import io.lotty.experiment.Variant;
import io.lotty.id.ExperimentId;
import io.lotty.id.MetricKey;
import io.lotty.measure.Granularity;
import io.lotty.measure.Measure;
import io.lotty.measure.Measured;
import io.lotty.measure.Scope;
import io.lotty.measure.Slice;
import io.lotty.measure.Window;
import io.lotty.metric.Metric;
import io.lotty.metric.Metrics;
import io.lotty.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
     * @param breakdown a property by which subjects are told apart
     */
    public record Wish(
            Optional<Instant> from,
            Optional<Instant> to,
            Granularity granularity,
            List<MetricKey> metrics,
            Optional<String> breakdown) {
        public Wish {
            metrics = List.copyOf(metrics);
        }

        /** In one piece. */
        public Wish(Optional<Instant> from, Optional<Instant> to, Granularity granularity, List<MetricKey> metrics) {
            this(from, to, granularity, metrics, Optional.empty());
        }
    }

    public Report report(ExperimentId id, Wish wish, Instant now) {
        var experiment = experiments.apply(id).orElseThrow(() -> new Refusal.NotFound("experiment", id));
        var shown = shown(id, wish.metrics().isEmpty() ? configured(experiment.design()) : wish.metrics());
        var question = question(experiment, wish, shown, now);
        var facts = this.facts.of(question);
        return assemble(experiment, shown, question.within(window(question, facts, now)), facts);
    }

    /**
     * Counts in what has come of all experiments, so that reports need not. One that fails leaves the others their turn.
     *
     * @return by experiment, what went wrong
     */
    public Map<ExperimentId, RuntimeException> keepUp(ReportUpkeep upkeep, Instant now) {
        var failures = new LinkedHashMap<ExperimentId, RuntimeException>();
        for (var id : upkeep.due()) {
            try {
                experiments.apply(id).ifPresent(experiment -> keepUp(experiment, upkeep, now));
            } catch (RuntimeException failure) {
                failures.put(id, failure);
            }
        }
        return failures;
    }

    private void keepUp(Experiment experiment, ReportUpkeep upkeep, Instant now) {
        var question = question(
                experiment, new Wish(Optional.empty(), Optional.empty(), Granularity.DAY, List.of()), List.of(), now);
        if (!question.kept().isEmpty()) {
            upkeep.keepUp(question);
        }
    }

    private Question question(Experiment experiment, Wish wish, List<Metric> shown, Instant now) {
        var design = experiment.design();
        var configured = configured(design).stream()
                .flatMap(key -> metrics.of(experiment.id(), key).stream())
                .toList();
        return new Question(
                experiment.id(),
                experiment.flag(),
                Course.begin(experiment),
                design.variants().stream().map(Variant::name).toList(),
                window(experiment, wish, now),
                wish.granularity(),
                kept(experiment, configured),
                asked(shown, configured),
                wish.breakdown());
    }

    /** Those of the design and of its guardrails. */
    private static List<MetricKey> configured(Design design) {
        var ofGuardrails = design.guardrails().stream().map(Guardrail::metric);
        return Stream.concat(design.metrics().stream(), ofGuardrails).distinct().toList();
    }

    /** Once it has started; what is winsorized is told by all units together, so that no sums of it can be kept. */
    private static List<Metric> kept(Experiment experiment, List<Metric> configured) {
        return !Course.hasBegun(experiment)
                ? List.of()
                : configured.stream()
                        .filter(metric -> metric.definition().winsorize().isEmpty())
                        .toList();
    }

    /**
     * What is shown and what is configured: the verdict rests on these whatever a reader wants to see, and so does the size
     * of the family, or one metric after the other could be looked at without correction.
     */
    private static List<Metric> asked(List<Metric> shown, List<Metric> configured) {
        return Stream.concat(shown.stream(), configured.stream()).distinct().toList();
    }

    private static Window window(Experiment experiment, Wish wish, Instant now) {
        var from = wish.from().orElseGet(() -> Scope.beginning(Course.begin(experiment)));
        try {
            var shown = new Window(
                    from, wish.to().orElseGet(() -> wish.granularity().next(now)));
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

    private List<Metric> shown(ExperimentId experiment, List<MetricKey> keys) {
        return keys.stream()
                .distinct()
                .map(key -> metrics.of(experiment, key)
                        .orElseThrow(
                                () -> new Refusal.Invalid("metric", "unknown_metric", "there is no metric " + key)))
                .toList();
    }

    /** Pure: the same definitions and facts give the same report. */
    private static Report assemble(Experiment experiment, List<Metric> shown, Question question, Facts facts) {
        var variants = experiment.design().variants();
        var context = new Report.Context(
                question.experiment(),
                experiment.version(),
                question.window(),
                question.granularity(),
                shown,
                question.breakdown(),
                facts.asOf());
        var series = new ArrayList<Report.Period>();
        for (var start : question.granularity().periods(question.window())) {
            series.add(new Report.Period(
                    start, arms(variants, variant -> arm(shown, facts, Slice.of(variant.name(), start)))));
        }
        return new Report(
                context,
                arm(shown, facts, Slice.OVERALL),
                arms(variants, variant -> arm(shown, facts, Slice.of(variant.name()))),
                series,
                facts.pending(),
                facts.arrivals(),
                Analysing.analysis(experiment, question, facts),
                segments(variants, shown, facts));
    }

    /** By their values; last those of whom nothing is known. */
    private static List<Report.Segment> segments(List<Variant> variants, List<Metric> shown, Facts facts) {
        return facts.segments().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.<Optional<String>, Boolean>comparing(Optional::isEmpty)
                        .thenComparing(value -> value.orElse(""))))
                .map(entry -> segment(entry.getKey(), entry.getValue(), variants, shown))
                .toList();
    }

    private static Report.Segment segment(
            Optional<String> value, Measured measured, List<Variant> variants, List<Metric> shown) {
        var facts = Facts.of(measured, Arrivals.NONE, Optional.empty());
        return new Report.Segment(
                value,
                arms(variants, variant -> arm(shown, facts, Slice.of(variant.name()))),
                SampleBalance.of(variants, facts));
    }

    /** Without an end that was asked for, up to now; and further, where the clock of a sender is ahead of ours. */
    private static Window window(Question question, Facts facts, Instant now) {
        var window = question.window();
        var granularity = question.granularity();
        return window.to().equals(Scope.NEVER)
                ? new Window(
                        window.from(),
                        facts.end(granularity)
                                .filter(granularity.next(now)::isBefore)
                                .orElseGet(() -> granularity.next(now)))
                : window;
    }

    private static List<Report.Arm.OfVariant> arms(List<Variant> variants, Function<Variant, Report.Arm> arm) {
        return variants.stream()
                .map(variant -> new Report.Arm.OfVariant(variant, arm.apply(variant)))
                .toList();
    }

    private static Report.Arm arm(List<Metric> shown, Facts facts, Slice slice) {
        Map<MetricKey, Measure> measures = new LinkedHashMap<>();
        for (var metric : shown) {
            measures.put(metric.key(), facts.measure(metric, slice));
        }
        return new Report.Arm(facts.seen(slice), measures);
    }
}
