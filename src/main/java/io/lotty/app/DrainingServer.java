package io.lotty.app;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * A server that stops as soon as what it has begun is answered. Vert.x tells connections of the end, but not one over which
 * nothing has come yet: it would live on for as long as its client keeps asking. Here such a one ends with its next answer.
 * Any thread.
 */
final class DrainingServer {
    private static final int DRAIN_SECONDS = 20;

    private final HttpServer server;
    private volatile boolean isStopping;

    /** @param door gets the requests */
    DrainingServer(HttpServer server, Handler<HttpServerRequest> door) {
        this.server = server.requestHandler(request -> {
            if (isStopping) {
                request.connection().shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
            }
            door.handle(request);
        });
    }

    /** @return the port that it listens on */
    Future<Integer> listen(int port, String host) {
        return server.listen(port, host).map(HttpServer::actualPort);
    }

    /** Takes no new connections; completes when those there are have ended, or after {@value #DRAIN_SECONDS} seconds. */
    Future<Void> stop() {
        isStopping = true;
        return server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
    }
}
