package io.lotty.platform.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The header {@code X-Request-Id}: kept when it is sent and harmless, made otherwise, always answered. */
public final class RequestIds {
    public static final String HEADER = "X-Request-Id";
    private static final CharSequence SENT = HttpHeaders.createOptimized(HEADER);
    private static final String KEY = "lotty.request_id";
    private static final Pattern HARMLESS = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private RequestIds() {}

    public static void assign(RoutingContext context, Supplier<UUID> ids) {
        var request = context.request();
        var id = chosen(request, ids);
        context.put(KEY, id);
        request.headers().set(HEADER, id);
        request.response().putHeader(HEADER, id);
    }

    /** The id that was sent, if it is harmless, or a new one. */
    public static String chosen(HttpServerRequest request, Supplier<UUID> ids) {
        var sent = request.headers().get(SENT);
        return sent != null && HARMLESS.matcher(sent).matches()
                ? sent
                : ids.get().toString();
    }

    public static String of(RoutingContext context) {
        var id = context.<String>get(KEY);
        return id == null ? "-" : id;
    }
}
