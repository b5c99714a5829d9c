package io.lotty.decision.http;

import io.lotty.access.KeyRing;
import io.lotty.access.http.ApiKeyCheck;
import io.lotty.decision.DecideRequest;
import io.lotty.decision.DecisionIds;
import io.lotty.id.SubjectHash;
import io.lotty.platform.http.JsonOnly;
import io.lotty.platform.http.RequestLog;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.Supplier;

/** The decide call: read → decide → write. Belongs to one event loop. */
public final class DecideRoutes {
    private static final String OPERATION = "decide";
    private static final String PATH = "/api/v1/decide";
    private static final String JSON = "application/json";
    private static final int MAX_BODY_BYTES = 256 * 1024;

    private final Supplier<KeyRing> keys;
    private final Deciding deciding;
    private final DecideJson json;
    private final DecideMeters meters;

    public DecideRoutes(Supplier<KeyRing> keys, Deciding deciding, DecisionIds ids, DecideMeters meters) {
        this.keys = keys;
        this.deciding = deciding;
        this.json = new DecideJson(ids);
        this.meters = meters;
    }

    public void mount(Router router) {
        // the key is checked before a body is read, and Vert.x wants body handlers first in their route: hence two
        router.post(PATH)
                .setName(OPERATION)
                .handler(DecideRoutes::named)
                .handler(meters::count)
                .handler(new ApiKeyCheck(keys))
                .handler(JsonOnly::check);
        router.post(PATH)
                .setName(OPERATION)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(this::decide);
    }

    private static void named(RoutingContext context) {
        RequestLog.route(context, OPERATION);
        context.next();
    }

    private void decide(RoutingContext context) {
        var body = context.body().buffer();
        var request = DecideReader.read(body == null ? Buffer.buffer() : body);
        deciding.decide(request)
                .map(outcome -> answer(context, request, outcome))
                .onSuccess(answer -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                        .end(answer))
                .onFailure(context::fail);
    }

    private Buffer answer(RoutingContext context, DecideRequest request, Deciding.Outcome outcome) {
        meters.decided(outcome.decisions());
        if (outcome.degraded()) {
            meters.degraded(context);
        }
        return json.write(outcome.decisions(), SubjectHash.of(request.subject()), outcome.degraded());
    }
}
