package io.lotty.access.http;

import io.lotty.access.Actor;
import io.lotty.access.Stamp;
import io.lotty.platform.http.Call;
import java.time.InstantSource;

/** Makes the stamp of a change out of the request that asks for it: who, when, which. */
public record Stamps(InstantSource clock) {
    public Stamp of(Call call) {
        return new Stamp(call.caller(Actor.class), clock.instant(), call.requestId());
    }
}
