package io.lotty.measure;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How long a period of the series is; periods begin with the hours or days of UTC. */
public enum Granularity {
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS);

    /** A series longer than this is refused: nobody reads it, and it costs. */
    public static final int MAX_PERIODS = 5_000;

    private final ChronoUnit unit;

    Granularity(ChronoUnit unit) {
        this.unit = unit;
    }

    public static Granularity of(String text) {
        return Arrays.stream(values())
                .filter(granularity -> granularity.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of hour, day"));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the window has no more periods than a series may have. */
    public boolean bounds(Window window) {
        var last = window.from().truncatedTo(unit).plus(MAX_PERIODS, unit);
        return !window.to().isAfter(last);
    }

    /** When the period of a moment ends. */
    public Instant next(Instant moment) {
        return moment.truncatedTo(unit).plus(1, unit);
    }

    /** The beginnings of all periods that the window touches, in order. */
    public List<Instant> periods(Window window) {
        return Stream.iterate(
                        window.from().truncatedTo(unit),
                        start -> start.isBefore(window.to()),
                        start -> start.plus(1, unit))
                .toList();
    }
}
