package io.lotty.report;

import io.lotty.stats.MultipleTests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A p-value of one look, corrected for how many there are.
 *
 * @param family how many hypotheses have a p-value: of all metrics of the report and all variants but control
 */
public record Correction(double holm, double benjaminiHochberg, int family) {
    static Map<Hypothesis, Correction> of(Map<Hypothesis, Double> pValues) {
        var hypotheses = List.copyOf(pValues.keySet());
        var family = List.copyOf(pValues.values());
        var holm = MultipleTests.holm(family);
        var benjaminiHochberg = MultipleTests.benjaminiHochberg(family);
        var corrections = new HashMap<Hypothesis, Correction>();
        for (var i = 0; i < family.size(); i++) {
            corrections.put(hypotheses.get(i), new Correction(holm.get(i), benjaminiHochberg.get(i), family.size()));
        }
        return corrections;
    }
}
