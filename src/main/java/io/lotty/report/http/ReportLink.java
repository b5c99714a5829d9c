package io.lotty.report.http;

import io.lotty.report.Report;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The address of a report that says all it depends on, so that it shows the same window and metrics for good. */
final class ReportLink {
    private ReportLink() {}

    static String of(Report.Context context) {
        var link = new StringBuilder("/api/v1/experiments/")
                .append(context.experiment())
                .append("/report?from=")
                .append(context.window().from())
                .append("&to=")
                .append(context.window().to())
                .append("&granularity=")
                .append(context.granularity().text());
        context.metrics()
                .forEach(metric ->
                        link.append("&metric=").append(encoded(metric.key().value())));
        context.breakdown().ifPresent(property -> link.append("&breakdown=").append(encoded(property)));
        return link.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
