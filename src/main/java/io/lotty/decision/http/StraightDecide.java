package io.lotty.decision.http;

import io.lotty.access.KeyRing;
import io.lotty.access.http.ApiKeyCheck;
import io.lotty.platform.http.JsonOnly;
import io.lotty.platform.http.Origins;
import io.lotty.platform.http.Problems;
import io.lotty.platform.http.RequestIds;
import io.lotty.platform.http.RequestLog;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The plain case of the decide call, answered past the router, whose way costs more than the decision itself: this very
 * path, a known key, a page that may call, a JSON body of a stated length within the limit, not packed. What is not plain takes the
 * router, which alone refuses what a request's head says. Belongs to one event loop.
 */
public final class StraightDecide implements Handler<HttpServerRequest> {
    private static final CharSequence API_KEY = HttpHeaders.createOptimized(ApiKeyCheck.HEADER);
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestIds.HEADER);
    private static final int MAX_LENGTH_DIGITS = 6;

    private final Supplier<KeyRing> keys;
    private final Origins origins;
    private final DecideCall call;
    private final Supplier<UUID> ids;
    private final Handler<HttpServerRequest> router;

    /** @param router takes what is not plain */
    public StraightDecide(
            Supplier<KeyRing> keys,
            Origins origins,
            DecideCall call,
            Supplier<UUID> ids,
            Handler<HttpServerRequest> router) {
        this.keys = keys;
        this.origins = origins;
        this.call = call;
        this.ids = ids;
        this.router = router;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (isPlain(request)) {
            long begunNanos = System.nanoTime();
            request.routed(DecideRoutes.OPERATION);
            var requestId = RequestIds.chosen(request, ids);
            request.bodyHandler(body -> decide(request, requestId, body, begunNanos));
        } else {
            router.handle(request);
        }
    }

    private boolean isPlain(HttpServerRequest request) {
        if (request.method() != HttpMethod.POST || !request.uri().equals(DecideRoutes.PATH)) {
            return false;
        }
        var headers = request.headers();
        var secret = headers.get(API_KEY);
        var origin = headers.get(HttpHeaders.ORIGIN);
        return secret != null
                && request.authority() != null
                && isWithinLimit(headers.get(HttpHeaders.CONTENT_LENGTH))
                && JsonOnly.accepts(headers.get(HttpHeaders.CONTENT_TYPE))
                && (origin == null || origins.clearlyAllow(origin))
                && !headers.contains(HttpHeaders.EXPECT)
                && !headers.contains(HttpHeaders.CONTENT_ENCODING)
                && keys.get().scopeOf(secret).isPresent();
    }

    private static boolean isWithinLimit(@Nullable String length) {
        if (length == null || length.isEmpty() || length.length() > MAX_LENGTH_DIGITS) {
            return false;
        }
        int bytes = 0;
        for (int i = 0; i < length.length(); i++) {
            int digit = length.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            bytes = bytes * 10 + digit;
        }
        return bytes <= DecideRoutes.MAX_BODY_BYTES;
    }

    private void decide(HttpServerRequest request, String requestId, Buffer body, long begunNanos) {
        var response = request.response();
        response.headers().set(REQUEST_ID, requestId);
        var origin = request.headers().get(HttpHeaders.ORIGIN);
        if (origin != null) {
            origins.grant(response, origin);
        }
        call.answer(body).onComplete(answered -> {
            boolean isDegraded = false;
            if (answered.succeeded()) {
                var answer = answered.result();
                isDegraded = answer.isDegraded();
                response.headers().set(HttpHeaders.CONTENT_TYPE, DecideRoutes.JSON);
                response.end(answer.json());
            } else {
                Problems.answer(response, requestId, answered.cause());
            }
            call.meters().answered(response.getStatusCode(), isDegraded);
            RequestLog.answered(request, requestId, DecideRoutes.OPERATION, System.nanoTime() - begunNanos);
        });
    }
}
