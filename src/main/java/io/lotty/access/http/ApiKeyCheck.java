package io.lotty.access.http;

import io.lotty.access.KeyRing;
import io.lotty.refusal.Refusal;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * Lets only applications with a valid API key pass, of any scope. No I/O: the keys are in memory. Stands before the
 * body handler, so that a stranger's body is never gathered.
 */
public final class ApiKeyCheck implements Handler<RoutingContext> {
    public static final String HEADER = "X-API-Key";

    private final Supplier<KeyRing> keys;

    public ApiKeyCheck(Supplier<KeyRing> keys) {
        this.keys = keys;
    }

    @Override
    public void handle(RoutingContext context) {
        var secret = context.request().getHeader(HEADER);
        if (secret == null) {
            throw new Refusal.Unauthenticated("Send an API key in the header X-API-Key.");
        }
        if (keys.get().scopeOf(secret).isEmpty()) {
            throw unknown();
        }
        context.next();
    }

    static Refusal unknown() {
        return new Refusal.Unauthenticated("The API key in the header X-API-Key is unknown or revoked.");
    }
}
