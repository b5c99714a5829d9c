package io.lotty.audit.http;

import io.lotty.access.Actor;
import io.lotty.audit.Denial;
import io.lotty.audit.Denials;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.WhenDenied;
import io.lotty.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves an audit entry for each person who is refused what he may not do. When that cannot be written he is refused all
 * the same, and the log says what the audit lacks: nothing has changed, so nothing is hidden by it.
 */
public final class AuditedDenials implements WhenDenied {
    private static final Logger LOG = LoggerFactory.getLogger(AuditedDenials.class);

    private final Denials denials;

    public AuditedDenials(Denials denials) {
        this.denials = denials;
    }

    @Override
    public void denied(Call call, String operationId, Refusal.Forbidden refusal) {
        call.person(Actor.class).ifPresent(actor -> keep(actor, call, operationId, refusal));
    }

    private void keep(Actor actor, Call call, String operationId, Refusal.Forbidden refusal) {
        var path = call.context().normalizedPath();
        try {
            denials.add(new Denial(actor.id(), operationId, path, refusal.sentence(), call.requestId()));
        } catch (RuntimeException lost) {
            LOG.atError()
                    .addKeyValue("request_id", call.requestId())
                    .addKeyValue("actor", actor.id().toString())
                    .addKeyValue("operation", operationId)
                    .addKeyValue("cause", lost.toString())
                    .log("a denial is missing in the audit log");
        }
    }
}
