package io.lotty.platform.http;

import io.lotty.refusal.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Lets only bodies pass that are sent as JSON, or as nothing in particular. */
public final class JsonOnly {
    private static final String JSON = "application/json";

    private JsonOnly() {}

    /** A handler; stands before the body handler, which would take a form apart. */
    public static void check(RoutingContext context) {
        require(context);
        context.next();
    }

    /** @param type the header Content-Type */
    public static boolean accepts(@Nullable String type) {
        return type == null || type.regionMatches(true, 0, JSON, 0, JSON.length());
    }

    /** The same for a body that is there already. */
    public static void require(RoutingContext context) {
        var type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (!accepts(type)) {
            throw new Refusal.Unreadable("unsupported_media_type", "Send the body as application/json.");
        }
    }
}
