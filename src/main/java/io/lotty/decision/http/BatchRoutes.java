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

/** The decide call about many subjects, for servers. Belongs to one event loop. */
public final class BatchRoutes {
    public static final String PATH = "/api/v1/decide/batch";
    private static final String OPERATION = "decideBatch";
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private final Supplier<KeyRing> keys;
    private final DecideCall call;

    public BatchRoutes(Supplier<KeyRing> keys, DecideCall call) {
        this.keys = keys;
        this.call = call;
    }

    public void mount(Router router) {
        // two for the reason that DecideRoutes has
        router.post(PATH)
                .setName(OPERATION)
                .handler(BatchRoutes::named)
                .handler(call.meters()::count)
                .handler(ApiKeyCheck.ofServers(keys, "ask about many subjects at once"))
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
        call.answerBatch(body == null ? Buffer.buffer() : body)
                .onSuccess(answer -> {
                    if (answer.isDegraded()) {
                        call.meters().degraded(context);
                    }
                    context.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, DecideRoutes.JSON)
                            .end(answer.json());
                })
                .onFailure(context::fail);
    }
}
