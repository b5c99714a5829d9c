package io.lotty.measure;

import io.lotty.id.VariantName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /** An end that no event comes after: nobody can ask for it, and Postgres can tell it. */
    public static final Instant NEVER = Instant.parse("+10000-01-01T00:00:00Z");

    public Scope {
        variants = List.copyOf(variants);
        gauges = List.copyOf(gauges);
    }

    /** The same, of other metrics. */
    public Scope with(List<Gauge> others) {
        return new Scope(variants, others, start, window);
    }

    /** From the beginning of the day of the start on, without an end. */
    public static Scope ofAll(List<VariantName> variants, List<Gauge> gauges, Instant start) {
        return new Scope(variants, gauges, start, new Window(beginning(start), NEVER));
    }

    /** From when on events are those of the experiment: the clocks of senders are not exact. */
    public static Instant beginning(Instant start) {
        return start.truncatedTo(ChronoUnit.DAYS);
    }

    public Instant pastFrom() {
        return start.minus(PAST);
    }
}
