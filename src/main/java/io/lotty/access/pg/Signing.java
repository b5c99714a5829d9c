package io.lotty.access.pg;

import io.lotty.access.Stamp;
import io.lotty.platform.pg.Signature;

/** Turns a stamp into the signature that the database asks for. */
public final class Signing {
    private Signing() {}

    public static Signature sign(Stamp stamp, String action) {
        return new Signature(stamp.actor().id().toString(), action, stamp.requestId());
    }
}
