package io.lotty.measure;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Events that wait for the exposure of their decision.
 *
 * @param events all events of the experiment in the window, waiting or not
 */
public record Pending(long count, long events) {
    /** The share of all events that waits; empty when there are none. */
    public Optional<BigDecimal> share() {
        return new Total(BigDecimal.valueOf(count), events).mean();
    }
}
