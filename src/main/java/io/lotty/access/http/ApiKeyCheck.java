package io.lotty.access.http;

import io.lotty.access.ApiKey;
import io.lotty.access.KeyRing;
import io.lotty.refusal.Refusal;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets only applications with a valid API key pass. No I/O: the keys are in memory. Stands before the body handler, so
 * that a stranger's body is never gathered.
 */
public final class ApiKeyCheck implements Handler<RoutingContext> {
    public static final String HEADER = "X-API-Key";

    private final Supplier<KeyRing> keys;
    private final Optional<String> ofServersAlone;

    /** Of any scope. */
    public ApiKeyCheck(Supplier<KeyRing> keys) {
        this(keys, Optional.empty());
    }

    private ApiKeyCheck(Supplier<KeyRing> keys, Optional<String> ofServersAlone) {
        this.keys = keys;
        this.ofServersAlone = ofServersAlone;
    }

    /**
     * Of the scope {@code server} alone.
     *
     * @param what others may not do, behind "may not"
     */
    public static ApiKeyCheck ofServers(Supplier<KeyRing> keys, String what) {
        return new ApiKeyCheck(keys, Optional.of(what));
    }

    @Override
    public void handle(RoutingContext context) {
        var secret = context.request().getHeader(HEADER);
        if (secret == null) {
            throw new Refusal.Unauthenticated("Send an API key in the header X-API-Key.");
        }
        var scope = keys.get().scopeOf(secret).orElseThrow(ApiKeyCheck::unknown);
        if (scope != ApiKey.Scope.SERVER) {
            ofServersAlone.ifPresent(what -> {
                throw new Refusal.Forbidden("This API key may not " + what + ": that takes one of the scope server.");
            });
        }
        context.next();
    }

    static Refusal unknown() {
        return new Refusal.Unauthenticated("The API key in the header X-API-Key is unknown or revoked.");
    }
}
