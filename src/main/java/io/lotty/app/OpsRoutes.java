package io.lotty.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What operators ask every process: is it alive, is it usable, what does it count. */
final class OpsRoutes {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Readiness readiness;
    private final PrometheusMeterRegistry registry;

    OpsRoutes(Readiness readiness, PrometheusMeterRegistry registry) {
        this.readiness = readiness;
        this.registry = registry;
    }

    void mount(Router router) {
        router.get("/health")
                .setName("getHealth")
                .handler(context -> json(context, 200, new JsonObject().put("status", "alive")));
        router.get("/ready")
                .setName("getReadiness")
                .handler(context -> json(context, readiness.isReady() ? 200 : 503, readiness.json()));
        router.get("/metrics").setName("getMeters").handler(this::metrics);
    }

    private void metrics(RoutingContext context) {
        context.vertx()
                .executeBlocking(() -> registry.scrape())
                .onSuccess(text ->
                        context.response().putHeader("Content-Type", PROMETHEUS).end(text))
                .onFailure(context::fail);
    }

    private static void json(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}
