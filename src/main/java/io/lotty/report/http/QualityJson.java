package io.lotty.report.http;

import io.lotty.measure.Pending;
import io.lotty.report.Arrivals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How far a report can be relied on, as readers get it. */
final class QualityJson {
    private static final int MEDIAN = 50;
    private static final int NEARLY_ALL = 95;

    private QualityJson() {}

    static JsonObject write(Arrivals arrivals, Pending pending) {
        return new JsonObject()
                .put("accepted", counted(arrivals, arrivals.accepted().n()))
                .put("rejected", counted(arrivals, arrivals.rejections()).put("top", top(arrivals)))
                .put("duplicates", counted(arrivals, arrivals.duplicates()))
                .put(
                        "pending",
                        new JsonObject().put("count", pending.count()).put("share", ReportJson.number(pending.share())))
                .put(
                        "delay_seconds",
                        new JsonObject()
                                .put(
                                        "p50",
                                        ReportJson.number(arrivals.accepted().seconds(MEDIAN)))
                                .put(
                                        "p95",
                                        ReportJson.number(arrivals.accepted().seconds(NEARLY_ALL))));
    }

    private static JsonObject counted(Arrivals arrivals, long count) {
        return new JsonObject().put("count", count).put("share", ReportJson.number(arrivals.share(count)));
    }

    private static JsonArray top(Arrivals arrivals) {
        var top = new JsonArray();
        arrivals.top()
                .forEach(reason ->
                        top.add(new JsonObject().put("code", reason.code()).put("count", reason.count())));
        return top;
    }
}
