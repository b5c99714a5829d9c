package io.lotty.report;

import io.lotty.experiment.Design;
import io.lotty.experiment.Variant;
import io.lotty.id.MetricKey;
import io.lotty.id.VariantName;
import io.lotty.measure.Pending;
import io.lotty.stats.Finding;
import java.util.List;
import java.util.Map;

/** What a verdict rests on. */
record Evidence(
        Design design,
        Map<Hypothesis, Finding<Judgement>> judgements,
        SampleBalance balance,
        Pending pending,
        Course course) {

    /** All variants but control, in the order of the design. */
    List<VariantName> treatments() {
        return design.variants().stream()
                .filter(variant -> !variant.control())
                .map(Variant::name)
                .toList();
    }

    Finding<Comparison> comparison(VariantName variant, MetricKey metric) {
        return judgement(variant, metric).map(Judgement::comparison);
    }

    Finding<Judgement> judgement(VariantName variant, MetricKey metric) {
        return judgements.getOrDefault(
                new Hypothesis(variant, metric), Finding.tooLittle("the metric is not in the catalogue"));
    }
}
