package io.lotty.access.http;

import io.lotty.access.LogIn;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.RequestLog;
import io.lotty.refusal.Refusal;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Finds out who calls a people-facing route. A request without a token goes on as nobody's, and is refused by the
 * operation that asks for its caller; one with a bad token is refused here, unless it comes to log in, out or to refresh.
 */
public final class Authentication implements Handler<RoutingContext> {
    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final LogIn logIn;

    public Authentication(Tokens tokens, LogIn logIn) {
        this.tokens = tokens;
        this.logIn = logIn;
    }

    @Override
    public void handle(RoutingContext context) {
        var header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && !AuthRoutes.TOKENLESS.contains(place(context))) {
            if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
                throw new Refusal.Unauthenticated("Send the header Authorization: Bearer <access_token>.");
            }
            var user = tokens.read(header.substring(SCHEME.length()).strip())
                    .flatMap(said -> logIn.current(said.user(), said.epoch()))
                    .orElseThrow(() -> new Refusal.Unauthenticated(
                            "The access token is not valid any more. Refresh it or log in again."));
            Call.identify(context, user.actor());
            RequestLog.actor(context, user.id().toString());
        }
        context.next();
    }

    /** As the router sees it, which overlooks a slash at the end. */
    private static String place(RoutingContext context) {
        var path = context.normalizedPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
