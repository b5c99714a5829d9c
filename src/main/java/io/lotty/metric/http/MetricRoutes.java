package io.lotty.metric.http;

import io.lotty.access.Actor;
import io.lotty.access.Permission;
import io.lotty.access.http.Stamps;
import io.lotty.id.MetricKey;
import io.lotty.metric.Metric;
import io.lotty.metric.MetricKeeping;
import io.lotty.metric.Metrics;
import io.lotty.platform.http.Answer;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.Operations;
import io.lotty.refusal.Refusal;

public final class MetricRoutes {
    private static final String ONE = "/api/v1/metrics/{key}";

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
                .get(ONE, "getMetric", this::get)
                .patch(ONE, "updateMetric", this::update)
                .post(ONE + "/archive", "archiveMetric", this::archive)
                .get(ONE + "/versions", "listMetricVersions", this::versions)
                .get(ONE + "/versions/{n}", "getMetricVersion", this::version);
    }

    private Answer create(Call call) {
        var stamp = stamps.of(call, Permission.MANAGE_CATALOGUE);
        var body = call.body();
        var key = MetricJson.key(body);
        var definition = MetricJson.definition(body);
        var metric = keeping.create(key.get(), definition, stamp);
        return Answer.created("/api/v1/metrics/" + metric.key(), MetricJson.write(metric))
                .withRevision(metric.revision());
    }

    private Answer list(Call call) {
        call.caller(Actor.class);
        return Answer.page(metrics.list(call.page()), MetricJson::write);
    }

    private Answer get(Call call) {
        call.caller(Actor.class);
        return answer(existing(call));
    }

    private Answer update(Call call) {
        var stamp = stamps.of(call, Permission.MANAGE_CATALOGUE);
        var body = call.body();
        return answer(keeping.edit(
                key(call),
                definition -> MetricJson.definition(body.over(MetricJson.write(definition))),
                call.ifMatch(),
                stamp));
    }

    private Answer archive(Call call) {
        return answer(keeping.archive(key(call), call.ifMatch(), stamps.of(call, Permission.MANAGE_CATALOGUE)));
    }

    private Answer versions(Call call) {
        call.caller(Actor.class);
        return Answer.page(metrics.versions(existing(call).key(), call.page()), MetricJson::write);
    }

    private Answer version(Call call) {
        call.caller(Actor.class);
        var key = existing(call).key();
        int number = call.path("n", "metric version", Integer::valueOf);
        return Answer.ok(MetricJson.write(
                metrics.version(key, number).orElseThrow(() -> new Refusal.NotFound("metric version", number))));
    }

    private Metric existing(Call call) {
        var key = key(call);
        return metrics.find(key).orElseThrow(() -> new Refusal.NotFound("metric", key));
    }

    private static MetricKey key(Call call) {
        return call.path("key", "metric", MetricKey::new);
    }

    private static Answer answer(Metric metric) {
        return Answer.ok(MetricJson.write(metric)).withRevision(metric.revision());
    }
}
