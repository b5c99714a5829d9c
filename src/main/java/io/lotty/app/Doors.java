package io.lotty.app;

import io.lotty.platform.http.Problems;
import io.lotty.platform.http.RequestIds;
import io.lotty.platform.http.RequestLog;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all HTTP servers of a process have in common: request ids, the request log, problems for answers, limits. */
final class Doors {
    private static final int[] ROUTER_STATUSES = {400, 406, 413, 414, 415, 431};
    private static final int IDLE_SECONDS = 75;

    private final Supplier<UUID> ids;
    private final InstantSource clock;

    Doors(Supplier<UUID> ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    Router router(Vertx vertx) {
        var router = Router.router(vertx);
        router.route().handler(context -> {
            RequestIds.assign(context, ids);
            var path = context.request().path();
            RequestLog.start(context, clock, isHot(path));
            if (isDecodable(context.request().uri())) {
                context.next();
            } else {
                context.fail(400);
            }
        });
        router.route().failureHandler(Problems::handle);
        for (int status : ROUTER_STATUSES) {
            router.errorHandler(status, Problems::handle);
        }
        router.errorHandler(500, Problems::handle);
        router.errorHandler(404, context -> Unrouted.answer(router, context));
        router.errorHandler(405, context -> Unrouted.answer(router, context));
        return router;
    }

    UUID nextRequestId() {
        return ids.get();
    }

    HttpServer server(Vertx vertx) {
        return vertx.createHttpServer(new HttpServerOptions()
                .setCompressionSupported(true)
                // who ends TLS in front of us speaks HTTP/1.1; an upgrade would be one more way in, to be bounded and
                // drained
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(16 * 1024)
                .setMaxFormBufferedBytes(0));
    }

    /** Whether each percent sign begins an encoded byte: what reads the path and the query later breaks on any other. */
    private static boolean isDecodable(String uri) {
        for (int at = uri.indexOf('%'); at >= 0; at = uri.indexOf('%', at + 1)) {
            if (at + 2 >= uri.length()
                    || !HexFormat.isHexDigit(uri.charAt(at + 1))
                    || !HexFormat.isHexDigit(uri.charAt(at + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHot(@Nullable String path) {
        return path != null
                && (path.equals("/api/v1/decide") || path.equals("/api/v1/events") || !path.startsWith("/api/"));
    }
}
