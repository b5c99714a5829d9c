package io.lotty.access.http;

import io.lotty.access.Actor;
import io.lotty.access.ApiKeys;
import io.lotty.access.Permission;
import io.lotty.access.Secrets;
import io.lotty.platform.http.Call;
import io.lotty.refusal.Refusal;
import io.vertx.core.http.HttpHeaders;

/**
 * Lets those pass who may read reports: everyone signed in, and applications with an API key of the scope server. A key is
 * looked up anew for each call, so its revocation holds from the next one on.
 */
public final class ReportReaders {
    private final ApiKeys keys;

    public ReportReaders(ApiKeys keys) {
        this.keys = keys;
    }

    /** Refuses everybody else. Who sends both, a token and a key, comes as a person. */
    public void require(Call call) {
        var request = call.context().request();
        var secret = request.getHeader(ApiKeyCheck.HEADER);
        if (secret == null || request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            Permission.READ.require(call.caller(Actor.class));
            return;
        }
        switch (keys.scopeOf(Secrets.hash(secret)).orElseThrow(ApiKeyCheck::unknown)) {
            case SERVER -> {}
            case CLIENT ->
                throw new Refusal.Forbidden("This API key may not read reports: that takes one of the scope server.");
        }
    }
}
