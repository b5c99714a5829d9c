package io.lotty.report.http;

import io.lotty.report.Report;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The parts into which subjects were broken down, as readers get them. */
final class SegmentJson {
    private SegmentJson() {}

    static JsonArray write(Report report) {
        var segments = new JsonArray();
        for (var segment : report.segments()) {
            var variants = new JsonArray();
            segment.variants().forEach(variant -> variants.add(ReportJson.plain(variant)));
            segments.add(
                    new JsonObject().put("value", segment.value().orElse(null)).put("variants", variants));
        }
        return segments;
    }

    /** Of all subjects, and of each segment. */
    static JsonObject balance(Report report) {
        var json = BalanceJson.write(report.analysis().balance());
        if (report.context().breakdown().isPresent()) {
            var segments = new JsonArray();
            report.segments()
                    .forEach(segment -> segments.add(new JsonObject()
                            .put("value", segment.value().orElse(null))
                            .mergeIn(BalanceJson.write(segment.balance()))));
            json.put("segments", segments);
        }
        return json;
    }
}
