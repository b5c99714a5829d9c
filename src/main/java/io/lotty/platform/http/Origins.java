package io.lotty.platform.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;

/** Pages of which origins may call from a browser (CORS): for the router, and for what goes past it. */
public final class Origins {
    private static final String ANY = "*";
    private static final Set<String> EXPOSED = Set.of(RequestIds.HEADER, "Retry-After");
    private static final CharSequence EXPOSED_LIST = HttpHeaders.createOptimized(String.join(",", EXPOSED));
    private static final int PREFLIGHT_SECONDS = 3_600;

    private final List<String> allowed;
    private final boolean areAllAllowed;

    /** @param allowed origins as browsers send them, {@code https://shop.example}; {@code *} is any */
    public Origins(List<String> allowed) {
        this.allowed = List.copyOf(allowed);
        this.areAllAllowed = allowed.contains(ANY);
    }

    /** Whether there is no doubt that the origin may call; {@link #router} knows about the others. */
    public boolean clearlyAllow(String origin) {
        return areAllAllowed ? origin.startsWith("https://") || origin.startsWith("http://") : allowed.contains(origin);
    }

    /** Lets the page read the answer. */
    public void grant(HttpServerResponse response, String origin) {
        var headers = response.headers();
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, areAllAllowed ? ANY : origin);
        headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_LIST);
        if (!areAllAllowed && allowed.size() > 1) {
            headers.set(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
    }

    /** The same for the router, preflights and refusals included. */
    public CorsHandler router() {
        var cors = CorsHandler.create();
        if (!areAllAllowed) {
            cors.addOrigins(allowed);
        }
        return cors.allowedMethods(Set.of(HttpMethod.POST))
                .allowedHeaders(Set.of("Content-Type", "Content-Encoding", "X-API-Key", RequestIds.HEADER))
                .exposedHeaders(EXPOSED)
                .maxAgeSeconds(PREFLIGHT_SECONDS);
    }
}
