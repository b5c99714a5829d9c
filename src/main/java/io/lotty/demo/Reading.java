package io.lotty.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads the report until it agrees with the truth, or has not changed for a while, or the limit is over: events reach
 * the report a moment after they are acknowledged.
 */
final class Reading {
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** Longer than a restart of the part that moves events: a report that rests may only be waiting for it. */
    private static final Duration UNCHANGED = Duration.ofSeconds(15);

    private final InstantSource clock;
    private final Consumer<Duration> rest;
    private final Duration limit;

    Reading(InstantSource clock, Consumer<Duration> rest, Duration limit) {
        this.clock = clock;
        this.rest = rest;
        this.limit = limit;
    }

    Comparison until(Map<String, Map<String, Figure>> truth, Campaign campaign, Supplier<Report> source) {
        var begun = clock.instant();
        var changed = begun;
        Map<String, Map<String, BigDecimal>> before = Map.of();
        while (true) {
            var report = source.get();
            var comparison = Comparison.of(truth, report, campaign.metrics());
            var now = clock.instant();
            changed = report.byVariant().equals(before) ? changed : now;
            before = report.byVariant();
            if (comparison.isSame() || isOver(begun, limit, now) || isOver(changed, UNCHANGED, now)) {
                return comparison;
            }
            rest.accept(PAUSE);
        }
    }

    /** The report over everything since the opening. Ends past every event time, were the two clocks a little apart. */
    static String path(Campaign campaign, Instant now) {
        var lastEvent = campaign.opening().plus(1, ChronoUnit.MINUTES);
        var latest = now.isAfter(lastEvent) ? now : lastEvent;
        var to = latest.truncatedTo(ChronoUnit.SECONDS).plus(1, ChronoUnit.MINUTES);
        return "/experiments/" + campaign.experimentId() + "/report?from=" + campaign.opening() + "&to=" + to;
    }

    private static boolean isOver(Instant since, Duration length, Instant now) {
        return Duration.between(since, now).compareTo(length) >= 0;
    }
}
