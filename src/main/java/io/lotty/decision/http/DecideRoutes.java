package io.lotty.decision.http;

import io.lotty.access.KeyRing;
import io.lotty.access.http.ApiKeyCheck;
import io.lotty.platform.http.JsonOnly;
import io.lotty.platform.http.RequestLog;
import io.lotty.platform.http.Unpacking;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.Supplier;

/** The decide call by the way that every call takes; {@link StraightDecide} is the short one. Belongs to one event loop. */
public final class DecideRoutes {
    static final String OPERATION = "decide";
    static final String PATH = "/api/v1/decide";
    static final String JSON = "application/json";
    static final int MAX_BODY_BYTES = 256 * 1024;

    private final Supplier<KeyRing> keys;
    private final DecideCall call;
    private final DecideMeters meters;

    public DecideRoutes(Supplier<KeyRing> keys, DecideCall call) {
        this.keys = keys;
        this.call = call;
        this.meters = call.meters();
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
                .handler(new Unpacking(MAX_BODY_BYTES))
                .handler(this::decide);
    }

    private static void named(RoutingContext context) {
        RequestLog.route(context, OPERATION);
        context.next();
    }

    private void decide(RoutingContext context) {
        var body = context.body().buffer();
        call.answer(body == null ? Buffer.buffer() : body)
                .onSuccess(answer -> {
                    if (answer.isDegraded()) {
                        meters.degraded(context);
                    }
                    context.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(answer.json());
                })
                .onFailure(context::fail);
    }
}
