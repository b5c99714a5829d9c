package io.lotty.platform.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line per request, with stable fields: what happened to it, and its duration in milliseconds. Successes of the hot
 * path are at DEBUG.
 */
public final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.lotty.request");
    private static final String ROUTE = "lotty.route";
    private static final String HANDED_ON = "lotty.handed_on";
    private static final String ACTOR = "lotty.actor";

    private RequestLog() {}

    /** Names the operation, for the log and the meters. */
    public static void route(RoutingContext context, String operationId) {
        context.put(ROUTE, operationId);
    }

    /** Names who calls: an id, never a name or an address. */
    public static void actor(RoutingContext context, String actor) {
        context.put(ACTOR, actor);
    }

    /** Who calls, if that was found out. */
    static Optional<String> actorOf(RoutingContext context) {
        return Optional.ofNullable(context.get(ACTOR));
    }

    /** Leaves this request to the log of whoever answers it, unless something breaks. */
    public static void handedOn(RoutingContext context, String route) {
        route(context, route);
        context.put(HANDED_ON, true);
    }

    public static void start(RoutingContext context, InstantSource clock, boolean hot) {
        var started = clock.instant();
        context.addEndHandler(done -> write(context, started, clock.instant(), hot));
    }

    private static void write(RoutingContext context, Instant started, Instant ended, boolean hot) {
        int status = context.response().getStatusCode();
        var level = level(status, isQuiet(context, status, hot));
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        var route = context.<String>get(ROUTE);
        LOG.atLevel(level)
                .addKeyValue("request_id", RequestIds.of(context))
                .addKeyValue("method", context.request().method().name())
                .addKeyValue("route", route == null ? "none" : route)
                .addKeyValue("status", status)
                .addKeyValue("duration", Duration.between(started, ended).toNanos() / 1e6)
                .addKeyValue("actor", actorOf(context).orElse("-"))
                .log("answered");
    }

    /** As the line of a request of the hot path that was answered past the router, to nobody in particular. */
    public static void answered(HttpServerRequest request, String requestId, String route, long tookNanos) {
        int status = request.response().getStatusCode();
        var level = level(status, status < 400);
        if (LOG.isEnabledForLevel(level)) {
            LOG.atLevel(level)
                    .addKeyValue("request_id", requestId)
                    .addKeyValue("method", request.method().name())
                    .addKeyValue("route", route)
                    .addKeyValue("status", status)
                    .addKeyValue("duration", tookNanos / 1e6)
                    .addKeyValue("actor", "-")
                    .log("answered");
        }
    }

    private static Level level(int status, boolean isQuiet) {
        return status >= 500 ? Level.WARN : isQuiet ? Level.DEBUG : Level.INFO;
    }

    private static boolean isQuiet(RoutingContext context, int status, boolean hot) {
        return (hot && status < 400) || context.get(HANDED_ON) != null;
    }
}
