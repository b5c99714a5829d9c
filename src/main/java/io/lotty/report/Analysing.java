package io.lotty.report;

import io.lotty.experiment.Experiment;
import io.lotty.id.VariantName;
import io.lotty.measure.Slice;
import io.lotty.stats.Finding;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Comparing every variant with control in every metric of a question. Pure. */
final class Analysing {
    private final Experiment experiment;
    private final Question question;
    private final Facts facts;
    private final Course course;
    private final VariantName control;
    private final List<VariantName> treatments;

    private Analysing(Experiment experiment, Question question, Facts facts) {
        this.experiment = experiment;
        this.question = question;
        this.facts = facts;
        this.course = Course.of(experiment, question, facts);
        this.control = experiment.design().control().name();
        this.treatments = question.variants().stream()
                .filter(variant -> !variant.equals(control))
                .toList();
    }

    static Analysis analysis(Experiment experiment, Question question, Facts facts) {
        return new Analysing(experiment, question, facts).analysis();
    }

    private Analysis analysis() {
        var design = experiment.design();
        var judgements = judgements();
        var balance = SampleBalance.of(design.variants(), facts);
        var evidence = new Evidence(design, judgements, balance, facts.pending(), course);
        return new Analysis(judgements, balance, VerdictRules.verdict(evidence));
    }

    private Map<Hypothesis, Finding<Judgement>> judgements() {
        var comparisons = comparisons();
        var corrections = corrections(comparisons);
        var adjustments = adjustments();
        var prospects = prospects(comparisons);
        var judgements = new HashMap<Hypothesis, Finding<Judgement>>();
        comparisons.forEach((about, comparison) -> judgements.put(
                about,
                comparison.map(one -> new Judgement(
                        one,
                        Optional.ofNullable(adjustments.get(about)),
                        Objects.requireNonNull(corrections.get(about)),
                        Objects.requireNonNull(prospects.get(about))))));
        return judgements;
    }

    private Map<Hypothesis, Finding<Comparison>> comparisons() {
        var comparisons = new LinkedHashMap<Hypothesis, Finding<Comparison>>();
        for (var variant : treatments) {
            for (var metric : question.metrics()) {
                comparisons.put(
                        new Hypothesis(variant, metric.key()),
                        Comparing.of(
                                metric.definition(),
                                facts.measure(metric, Slice.of(control)),
                                facts.measure(metric, Slice.of(variant))));
            }
        }
        return comparisons;
    }

    private static Map<Hypothesis, Correction> corrections(Map<Hypothesis, Finding<Comparison>> comparisons) {
        var pValues = new LinkedHashMap<Hypothesis, Double>();
        comparisons.forEach((about, comparison) -> comparison
                .value()
                .ifPresent(one -> pValues.put(about, one.atOneLook().p())));
        return Correction.of(pValues);
    }

    private Map<Hypothesis, Finding<Adjustment>> adjustments() {
        var adjustments = new HashMap<Hypothesis, Finding<Adjustment>>();
        for (var metric : question.metrics()) {
            var pasts = facts.pasts().get(metric.key());
            if (pasts != null) {
                Adjustment.of(metric.definition(), control, question.variants(), pasts)
                        .forEach((variant, adjustment) ->
                                adjustments.put(new Hypothesis(variant, metric.key()), adjustment));
            }
        }
        return adjustments;
    }

    private Map<Hypothesis, Prospect> prospects(Map<Hypothesis, Finding<Comparison>> comparisons) {
        var prospects = new HashMap<Hypothesis, Prospect>();
        for (var variant : treatments) {
            var pair = List.of(control, variant);
            var perDay = course.newSubjectsPerDay(pair, question, facts);
            var subjects = pair.stream()
                    .mapToLong(one -> facts.seen(Slice.of(one)).subjects())
                    .sum();
            for (var metric : question.metrics()) {
                var about = new Hypothesis(variant, metric.key());
                Objects.requireNonNull(comparisons.get(about))
                        .value()
                        .ifPresent(one -> prospects.put(about, Prospect.of(one.effect(), subjects, perDay)));
            }
        }
        return prospects;
    }
}
