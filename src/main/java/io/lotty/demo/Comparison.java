package io.lotty.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Truth beside report, figure by figure. */
record Comparison(List<Row> rows) {
    private static final Set<String> ALWAYS = Set.of("subjects", "exposures");

    /** One figure of one variant, or of the whole run. */
    record Row(String variant, String figure, String truth, String report, boolean same) {
        static Row count(String figure, long truth, long report) {
            return new Row("all", figure, Long.toString(truth), Long.toString(report), truth == report);
        }
    }

    Comparison {
        rows = List.copyOf(rows);
    }

    /** Compares what the experiment measures: its metrics, subjects and exposures. */
    static Comparison of(Map<String, Map<String, Figure>> truth, Report report, Set<String> metrics) {
        var rows = new ArrayList<Row>();
        truth.forEach((variant, figures) -> figures.forEach((name, figure) -> {
            if (ALWAYS.contains(name) || metrics.contains(name)) {
                var reported = report.figure(variant, name);
                var text = reported.map(number -> number.stripTrailingZeros().toPlainString())
                        .orElse("–");
                rows.add(new Row(variant, name, figure.text(), text, figure.agreesWith(reported)));
            }
        }));
        return new Comparison(rows);
    }

    Comparison and(List<Row> more) {
        var all = new ArrayList<>(rows);
        all.addAll(more);
        return new Comparison(all);
    }

    boolean isSame() {
        return rows.stream().allMatch(Row::same);
    }

    long differences() {
        return rows.stream().filter(row -> !row.same()).count();
    }

    /** The table, a line each, columns aligned. */
    List<String> table() {
        var lines = new ArrayList<String>();
        lines.add(line("variant", "figure", "truth", "report", ""));
        for (var row : rows) {
            lines.add(line(row.variant(), row.figure(), row.truth(), row.report(), row.same() ? "ok" : "DIFFERENT"));
        }
        return lines;
    }

    private static String line(String variant, String figure, String truth, String report, String verdict) {
        return "%-10s %-26s %22s %22s  %s"
                .formatted(variant, figure, truth, report, verdict)
                .stripTrailing();
    }
}
