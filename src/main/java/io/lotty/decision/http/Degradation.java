package io.lotty.decision.http;

import io.lotty.platform.redis.RedisTrouble;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells why answers are degraded: counts each by its cause, and logs what the link does not tell of by itself (a record or a
 * server that somebody must mend), at most once a second. Belongs to one event loop.
 */
public final class Degradation {
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Degradation.class);

    private final Map<RedisTrouble, Counter> causes = new EnumMap<>(RedisTrouble.class);
    private final InstantSource clock;
    private Instant quietUntil = Instant.MIN;

    public Degradation(MeterRegistry registry, InstantSource clock) {
        this.clock = clock;
        for (var cause : RedisTrouble.values()) {
            causes.put(
                    cause,
                    Counter.builder("lotty_decide_degraded_total")
                            .description("Degraded answers to decide requests by what was amiss")
                            .tag("cause", cause.text())
                            .register(registry));
        }
    }

    void because(Throwable failure) {
        var cause = RedisTrouble.of(failure);
        Objects.requireNonNull(causes.get(cause)).increment();
        var now = clock.instant();
        if (cause == RedisTrouble.REDIS_DOWN || now.isBefore(quietUntil)) {
            return;
        }
        quietUntil = now.plus(BETWEEN_COMPLAINTS);
        LOG.atWarn().addKeyValue("cause", failure.toString()).log("decided without the subject's assignments");
    }
}
