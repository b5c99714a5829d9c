package io.lotty.app.configuration;

/** A revision that was asked for is not here and did not come in time. No stack trace: there may be many. */
public final class RevisionMissing extends RuntimeException {
    RevisionMissing(long revision) {
        super("revision " + revision + " of the configuration is not here", null, false, false);
    }
}
