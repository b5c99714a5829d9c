package io.lotty.app;

import io.lotty.access.http.ClientAddresses;
import io.lotty.platform.http.Problems;
import io.lotty.platform.http.RequestIds;
import io.lotty.platform.http.RequestLog;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands people's requests on to management, wherever that is. Without it they get a 503, and products notice nothing. */
final class ManagementProxy implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementProxy.class);
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_WAITING = 256;
    private static final int RETRY_SECONDS = 2;
    private static final int ANSWER_SECONDS = 70;

    private final HttpProxy proxy;
    private final ClientAddresses addresses;

    ManagementProxy(Vertx vertx, URI management, ClientAddresses addresses) {
        this.addresses = addresses;
        var client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(2_000).setKeepAliveTimeout(30),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(MAX_WAITING));
        int port = management.getPort() < 0 ? 80 : management.getPort();
        this.proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(port, management.getHost())
                .addInterceptor(new Unreachable());
    }

    @Override
    public void handle(RoutingContext context) {
        RequestLog.handedOn(context, "management");
        // management answers it again, under the same id
        context.response().headers().remove(RequestIds.HEADER);
        // management sees this edge as its peer, and must know whose the tries to log in are
        context.request().headers().set(ClientAddresses.HEADER, addresses.sealed(context.request()));
        proxy.handle(context.request());
    }

    /** Makes a problem of a management that does not answer. */
    private static final class Unreachable implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext proxied) {
            return proxied.sendRequest()
                    .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .recover(failure -> {
                        var id = String.valueOf(proxied.request().headers().get(RequestIds.HEADER));
                        LOG.atWarn()
                                .addKeyValue("request_id", id)
                                .addKeyValue("cause", failure.toString())
                                .log("management does not answer");
                        var problem = Problems.json(
                                503,
                                "unavailable",
                                "The management service does not answer. Try again in a few seconds.",
                                id);
                        return Future.succeededFuture(proxied.request()
                                .release()
                                .response()
                                .setStatusCode(503)
                                .putHeader("Retry-After", Integer.toString(RETRY_SECONDS))
                                .putHeader(RequestIds.HEADER, id)
                                .setBody(Body.body(problem.toBuffer(), MediaType.parse(Problems.TYPE))));
                    });
        }
    }
}
