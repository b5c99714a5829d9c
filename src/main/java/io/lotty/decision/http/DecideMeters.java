package io.lotty.decision.http;

import io.lotty.decision.Decision;
import io.lotty.decision.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Counts requests by outcome ({@code ok}, {@code degraded}, {@code refused}, {@code failed}) and decisions by reason.
 * Counters are made beforehand: nothing is looked up per request.
 */
public final class DecideMeters {
    private static final String DEGRADED = "lotty.degraded";

    private final Counter ok;
    private final Counter degraded;
    private final Counter refused;
    private final Counter failed;
    private final Counter unknownFlag;
    private final Map<Reason, Counter> reasons = new EnumMap<>(Reason.class);

    public DecideMeters(MeterRegistry registry) {
        this.ok = requests(registry, "ok");
        this.degraded = requests(registry, "degraded");
        this.refused = requests(registry, "refused");
        this.failed = requests(registry, "failed");
        this.unknownFlag = decisions(registry, "flag_not_found");
        for (var reason : Reason.values()) {
            reasons.put(reason, decisions(registry, reason.text()));
        }
    }

    private static Counter requests(MeterRegistry registry, String outcome) {
        return Counter.builder("lotty_decide_requests_total")
                .description("Decide requests by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Counter decisions(MeterRegistry registry, String reason) {
        return Counter.builder("lotty_decisions_total")
                .description("Decisions by reason, one per flag of a request")
                .tag("reason", reason)
                .register(registry);
    }

    void count(RoutingContext context) {
        context.addEndHandler(done -> {
            boolean wasDegraded = context.get(DEGRADED) != null;
            answered(context.response().getStatusCode(), wasDegraded);
        });
        context.next();
    }

    void answered(int status, boolean isDegraded) {
        if (status >= 500) {
            failed.increment();
        } else if (status >= 400) {
            refused.increment();
        } else if (isDegraded) {
            degraded.increment();
        } else {
            ok.increment();
        }
    }

    void degraded(RoutingContext context) {
        context.put(DEGRADED, true);
    }

    void decided(List<Decision> decisions) {
        for (var decision : decisions) {
            counter(decision).increment();
        }
    }

    private Counter counter(Decision decision) {
        var reason = decision.because();
        return reason.isEmpty() ? unknownFlag : Objects.requireNonNull(reasons.get(reason.get()));
    }
}
