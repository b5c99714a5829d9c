package io.lotty.platform.http;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The header {@code X-Request-Id}: kept when it is sent and harmless, made otherwise, always answered. */
public final class RequestIds {
    public static final String HEADER = "X-Request-Id";
    private static final String KEY = "lotty.request_id";
    private static final Pattern HARMLESS = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private RequestIds() {}

    public static void assign(RoutingContext context, Supplier<UUID> ids) {
        var sent = context.request().getHeader(HEADER);
        var id = sent != null && HARMLESS.matcher(sent).matches()
                ? sent
                : ids.get().toString();
        context.put(KEY, id);
        context.request().headers().set(HEADER, id);
        context.response().putHeader(HEADER, id);
    }

    public static String of(RoutingContext context) {
        var id = context.<String>get(KEY);
        return id == null ? "-" : id;
    }
}
