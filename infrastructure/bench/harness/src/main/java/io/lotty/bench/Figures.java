package io.lotty.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What was measured of one thing, in pairs of which each was measured in turn: a base, and what is compared with it. */
final class Figures {
    private final String scenario;
    private final String measure;
    private final String target;
    private final List<double[]> pairs = new ArrayList<>();

    /** @param target of the ratio, in words; empty where it is only for information */
    Figures(String scenario, String measure, String target) {
        this.scenario = scenario;
        this.measure = measure;
        this.target = target;
    }

    void add(double base, double compared) {
        pairs.add(new double[] {base, compared});
    }

    /** The median of the bases. */
    double base() {
        return median(pair -> pair[0]);
    }

    /** The median ratio of the pairs: what the two of a pair share, such as a busy machine, cancels out. */
    double ratio() {
        return median(pair -> pair[1] / pair[0]);
    }

    static String header() {
        return """
                | scenario | measure | floor or before | Lotty | ratio | lowest – highest | target |
                |---|---|---:|---:|---:|---:|---|""";
    }

    /** A row of the table in Markdown: medians, the median ratio, and how far ratios lie apart. */
    String row() {
        var ratios =
                pairs.stream().mapToDouble(pair -> pair[1] / pair[0]).sorted().toArray();
        return "| %s | %s | %s | %s | %.2f | %.2f – %.2f | %s |"
                .formatted(
                        scenario,
                        measure,
                        figure(median(pair -> pair[0])),
                        figure(median(pair -> pair[1])),
                        ratio(),
                        ratios[0],
                        ratios[ratios.length - 1],
                        target);
    }

    private double median(Function<double[], Double> figure) {
        var sorted = pairs.stream().mapToDouble(figure::apply).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
    }

    private static String figure(double value) {
        return value >= 1_000
                ? "%,.0f".formatted(value)
                : value >= 100 ? "%.0f".formatted(value) : "%.2f".formatted(value);
    }
}
