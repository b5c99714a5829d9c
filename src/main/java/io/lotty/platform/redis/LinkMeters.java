package io.lotty.platform.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells of the links of one name, of which each event loop may have one: whether all are up, and how often they change. */
final class LinkMeters {
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger up = new AtomicInteger();
    private final Counter wentUp;
    private final Counter wentDown;

    LinkMeters(MeterRegistry registry, String link) {
        Gauge.builder("lotty_redis_link_up", this, LinkMeters::isUp)
                .description("1 while all connections of this name in this process are up, otherwise 0")
                .tag("link", link)
                .strongReference(true)
                .register(registry);
        this.wentUp = transitions(registry, link, "up");
        this.wentDown = transitions(registry, link, "down");
    }

    private static Counter transitions(MeterRegistry registry, String link, String to) {
        return Counter.builder("lotty_redis_link_transitions_total")
                .description("How often connections of this name came up and were lost")
                .tag("link", link)
                .tag("to", to)
                .register(registry);
    }

    void opened() {
        open.incrementAndGet();
    }

    void up() {
        up.incrementAndGet();
        wentUp.increment();
    }

    void down() {
        up.decrementAndGet();
        wentDown.increment();
    }

    void closedWhileUp() {
        up.decrementAndGet();
        open.decrementAndGet();
    }

    void closedWhileDown() {
        open.decrementAndGet();
    }

    private double isUp() {
        return up.get() >= open.get() ? 1 : 0;
    }
}
