package io.lotty.measure;

import io.lotty.id.VariantName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is measured.
 *
 * @param variants of the design, in its order
 * @param start of the experiment; the {@link #PAST} before it tells what subjects were like without it
 * @param window of the events that count; exposures matter whenever they were
 */
public record Scope(List<VariantName> variants, List<Gauge> gauges, Instant start, Window window) {
    /** How long before the start an event tells of a subject's past. */
    public static final Duration PAST = Duration.ofDays(14);

    public Scope {
        variants = List.copyOf(variants);
        gauges = List.copyOf(gauges);
    }

    public Instant pastFrom() {
        return start.minus(PAST);
    }
}
