package io.lotty.access.http;

import io.lotty.access.Actor;
import io.lotty.access.Permission;
import io.lotty.access.Stamp;
import io.lotty.platform.http.Call;
import java.time.InstantSource;

/** Makes the stamp of a change out of the request that asks for it: who, when, which. */
public record Stamps(InstantSource clock) {
    /** Refuses a caller who may not do such things at all, before his body is read: what it should hold is not his to know. */
    public Stamp of(Call call, Permission permission) {
        permission.require(call.caller(Actor.class));
        return of(call);
    }

    public Stamp of(Call call) {
        return new Stamp(call.caller(Actor.class), clock.instant(), call.requestId());
    }
}
