package io.lotty.audit.http;

import io.lotty.access.Actor;
import io.lotty.audit.Denial;
import io.lotty.audit.DenialBudget;
import io.lotty.audit.Denials;
import io.lotty.platform.http.Call;
import io.lotty.platform.http.WhenDenied;
import io.lotty.refusal.Refusal;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves an audit entry for each person who is refused what he may not do, within a budget. When that cannot be written he is refused all
 * the same, and the log says what the audit lacks: nothing has changed, so nothing is hidden by it.
 */
public final class AuditedDenials implements WhenDenied {
    private static final Logger LOG = LoggerFactory.getLogger(AuditedDenials.class);

    private final Denials denials;
    private final InstantSource clock;
    private final DenialBudget budget = new DenialBudget();

    public AuditedDenials(Denials denials, InstantSource clock) {
        this.denials = denials;
        this.clock = clock;
    }

    @Override
    public void denied(Call call, String operationId, Refusal.Forbidden refusal) {
        call.person(Actor.class)
                .filter(actor -> budget.spend(actor.id(), clock.instant()))
                .ifPresent(actor -> keep(actor, call, operationId));
    }

    private void keep(Actor actor, Call call, String operationId) {
        try {
            denials.add(new Denial(actor, operationId, call.context().normalizedPath(), call.requestId()));
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
