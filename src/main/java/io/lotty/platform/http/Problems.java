package io.lotty.platform.http;

import io.lotty.refusal.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what went wrong becomes problem+json (RFC 9457). The client sees the sentence, the log the cause. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    public static final String TYPE = "application/problem+json";

    private Problems() {}

    /** The router's failure handler. */
    public static void handle(RoutingContext context) {
        var failure = context.failure();
        if (failure == null || (!(failure instanceof Refusal) && isOfTheCaller(context.statusCode()))) {
            if (context.response().headWritten()) {
                context.response().reset();
            } else {
                ofStatus(context, context.statusCode());
            }
        } else {
            answer(context.response(), RequestIds.of(context), failure);
        }
    }

    /** Answers a refusal by what it says, anything else as our own mistake; breaks off an answer that has begun. */
    public static void answer(HttpServerResponse response, String requestId, Throwable failure) {
        if (response.headWritten()) {
            response.reset();
        } else if (failure instanceof Refusal refusal) {
            refuse(response, requestId, refusal);
        } else {
            LOG.atError()
                    .addKeyValue("request_id", requestId)
                    .setCause(failure)
                    .log("an operation failed unexpectedly");
            write(
                    response,
                    json(
                            500,
                            "internal_error",
                            "Something went wrong on our side. Quote the request_id when you report it.",
                            requestId));
        }
    }

    /** Answers a refusal. */
    public static void refuse(RoutingContext context, Refusal refusal) {
        refuse(context.response(), RequestIds.of(context), refusal);
    }

    private static void refuse(HttpServerResponse response, String requestId, Refusal refusal) {
        if (refusal.getCause() != null) {
            LOG.atWarn()
                    .addKeyValue("request_id", requestId)
                    .addKeyValue("code", refusal.code())
                    .addKeyValue("cause", refusal.getCause().toString())
                    .log("refused");
        }
        switch (refusal) {
            case Refusal.Unavailable later -> retryAfter(response, later.retryAfterSeconds());
            case Refusal.TooMany later -> retryAfter(response, later.retryAfterSeconds());
            default -> {}
        }
        if (refusal instanceof Refusal.Unauthenticated) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        var problem = json(status(refusal), refusal.code(), refusal.sentence(), requestId);
        if (refusal instanceof Refusal.Invalid invalid) {
            problem.put("errors", violations(invalid));
        }
        write(response, problem);
    }

    private static void retryAfter(HttpServerResponse response, int seconds) {
        response.putHeader("Retry-After", Integer.toString(seconds));
    }

    private static boolean isOfTheCaller(int status) {
        return status < 500 && status > 0;
    }

    private static int status(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Unreadable unreadable -> unreadable.code().equals("unsupported_media_type") ? 415 : 400;
            case Refusal.Invalid _ -> 422;
            case Refusal.Unauthenticated _ -> 401;
            case Refusal.Forbidden _ -> 403;
            case Refusal.NotFound _ -> 404;
            case Refusal.Conflict _ -> 409;
            case Refusal.Stale _ -> 412;
            case Refusal.TooMany _ -> 429;
            case Refusal.Unavailable _ -> 503;
        };
    }

    /**
     * Answers a call of something that exists by a method that does not.
     *
     * @param methods those that do, separated by commas; may be empty
     */
    public static void notAllowed(RoutingContext context, String methods) {
        var instead = methods.isEmpty() ? "." : "; " + methods + (methods.contains(",") ? " are." : " is.");
        context.response().putHeader("Allow", methods);
        write(context, 405, "method_not_allowed", context.request().method() + " is not possible here" + instead);
    }

    /** Answers what the router itself found: no such path, a wrong method, a body too large. */
    public static void ofStatus(RoutingContext context, int status) {
        switch (status) {
            case 400 -> write(context, 400, "malformed_request", "The request cannot be read.");
            case 404 -> write(context, 404, "not_found", "There is nothing at " + context.normalizedPath() + ".");
            case 405 -> notAllowed(context, "");
            case 413 ->
                write(
                        context,
                        413,
                        "body_too_large",
                        "The body, unpacked, is larger than this call takes (events: 1 MiB). Send less at once.");
            case 415 -> write(context, 415, "unsupported_media_type", "Send the body as application/json.");
            default -> write(context, status < 400 ? 500 : status, "refused", "The request was refused.");
        }
    }

    private static JsonArray violations(Refusal.Invalid invalid) {
        var errors = new JsonArray();
        for (var violation : invalid.violations()) {
            errors.add(new JsonObject()
                    .put("pointer", violation.pointer())
                    .put("code", violation.code())
                    .put("message", violation.message()));
        }
        return errors;
    }

    private static void write(RoutingContext context, int status, String code, String detail) {
        write(context.response(), json(status, code, detail, RequestIds.of(context)));
    }

    private static void write(HttpServerResponse response, JsonObject problem) {
        response.setStatusCode(problem.getInteger("status"))
                .putHeader("Content-Type", TYPE)
                .end(text(problem));
    }

    /** A problem without violations. */
    public static JsonObject json(int status, String code, String detail, String requestId) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title(status))
                .put("status", status)
                .put("code", code)
                .put("detail", detail)
                .put("request_id", requestId);
    }

    /** By way of a string: the direct way to bytes fails on halves of characters, which callers may have sent. */
    private static Buffer text(JsonObject problem) {
        return Buffer.buffer(problem.encode());
    }

    private static String title(int status) {
        return io.netty.handler.codec.http.HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
