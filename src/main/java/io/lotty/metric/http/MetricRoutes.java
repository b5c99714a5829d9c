package io.lotty.metric.http;

import io.lotty.access.Actor;
import io.lotty.access.Permission;
import io.lotty.access.http.Stamps;
import io.lotty.id.MetricKey;
import io.lotty.metric.MetricKeeping;
import io.lotty.metric.Metrics;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;

public final class MetricRoutes {
    private final MetricKeeping keeping;
    private final Metrics metrics;
    private final Stamps stamps;

    public MetricRoutes(MetricKeeping keeping, Metrics metrics, Stamps stamps) {
        this.keeping = keeping;
        this.metrics = metrics;
        this.stamps = stamps;
    }

    public void mount(Operations operations) {
        operations
                .post("/api/v1/metrics", "createMetric", this::create)
                .get("/api/v1/metrics", "listMetrics", this::list)
                .get("/api/v1/metrics/{key}", "getMetric", this::get);
    }

    private Answer create(Call call) {
        var stamp = stamps.of(call, Permission.MANAGE_CATALOGUE);
        var metric = keeping.create(MetricJson.draft(call.body()), stamp);
        return Answer.created("/api/v1/metrics/" + metric.key(), MetricJson.write(metric))
                .withRevision(metric.revision());
    }

    private Answer list(Call call) {
        call.caller(Actor.class);
        return Answer.page(metrics.list(call.page()), MetricJson::write);
    }

    private Answer get(Call call) {
        call.caller(Actor.class);
        var key = call.path("key", "metric", MetricKey::new);
        var metric = metrics.find(key).orElseThrow(() -> new Refusal.NotFound("metric", key));
        return Answer.ok(MetricJson.write(metric)).withRevision(metric.revision());
    }
}
