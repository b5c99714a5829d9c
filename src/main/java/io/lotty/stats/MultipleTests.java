package io.lotty.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The p-values of a family of hypotheses, corrected for how many there are: of twenty true ones, one is below 0.05 by
 * chance. Corrected p-values are compared with the same α as single ones. Valid ones go in, valid ones come out:
 * always-valid p-values may be corrected as well, and stay always valid under {@link #holm}.
 *
 * <p>Whoever has no p-value, for want of data, is no member of the family.
 */
public final class MultipleTests {
    private MultipleTests() {}

    /**
     * Bounds the chance of even one false discovery, whatever depends on what: the i-th smallest of m becomes the
     * largest of {@code (m − j + 1) p_(j)} over j ≤ i, at most 1.
     *
     * <p>Source: Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6,
     * 1979, section 3; as adjusted p-values: Wright, "Adjusted P-Values for Simultaneous Inference", Biometrics 48,
     * 1992.
     *
     * @param pValues each 0 to 1
     * @return in the same order
     */
    public static List<Double> holm(List<Double> pValues) {
        var ascending = ascending(pValues);
        var adjusted = new Double[ascending.length];
        double largest = 0;
        for (var i = 0; i < ascending.length; i++) {
            largest = Math.max(largest, Math.min(1, (ascending.length - i) * pValues.get(ascending[i])));
            adjusted[ascending[i]] = largest;
        }
        return List.of(adjusted);
    }

    /**
     * Bounds the expected share of false discoveries among all discoveries, where tests are independent or positively
     * dependent: the i-th smallest of m becomes the smallest of {@code m p_(j) / j} over j ≥ i, at most 1.
     *
     * <p>Source: Benjamini, Hochberg, "Controlling the False Discovery Rate", Journal of the Royal Statistical Society
     * B 57(1), 1995, section 3.1; as adjusted p-values: Yekutieli, Benjamini, "Resampling-based false discovery rate
     * controlling multiple test procedures for correlated test statistics", Journal of Statistical Planning and
     * Inference 82, 1999.
     *
     * @param pValues each 0 to 1
     * @return in the same order
     */
    public static List<Double> benjaminiHochberg(List<Double> pValues) {
        var ascending = ascending(pValues);
        var adjusted = new Double[ascending.length];
        double smallest = 1;
        for (var i = ascending.length; i > 0; i--) {
            smallest = Math.min(smallest, pValues.get(ascending[i - 1]) * ((double) ascending.length / i));
            adjusted[ascending[i - 1]] = smallest;
        }
        return List.of(adjusted);
    }

    /** The places of the p-values, those of the smallest first. */
    private static int[] ascending(List<Double> pValues) {
        for (var pValue : pValues) {
            if (!(pValue >= 0 && pValue <= 1)) {
                throw new IllegalArgumentException(pValue + " is no p-value");
            }
        }
        return IntStream.range(0, pValues.size())
                .boxed()
                .sorted(Comparator.comparing(pValues::get))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
