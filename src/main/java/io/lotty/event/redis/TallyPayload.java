package io.lotty.event.redis;

import io.lotty.event.About;
import io.lotty.event.Arrival;
import io.lotty.event.EventError;
import io.lotty.event.TallySheet;
import io.lotty.id.EventTypeKey;
import io.lotty.id.ExperimentId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A tally as a field of a stream's entry: named by sender, number and millisecond, with a colon between them; for each kind
 * of arrival a line of experiment, type, reason, Unix second of the hour and how many, with a space between them, and a dash
 * for what is not known.
 */
final class TallyPayload {
    private static final Pattern LINE = Pattern.compile("\n");
    private static final Pattern PART = Pattern.compile(" ");
    private static final Pattern NAME_PART = Pattern.compile(":");
    private static final String UNKNOWN = "-";
    private static final int PARTS = 5;
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int NAME_PARTS = 3;

    private TallyPayload() {}

    static String name(TallySheet sheet) {
        return sheet.sender() + ":" + sheet.number() + ":" + sheet.at().toEpochMilli();
    }

    static String encode(Map<Arrival, Long> counts) {
        var text = new StringBuilder(96 * counts.size());
        counts.forEach((arrival, n) -> {
            var about = arrival.about();
            text.append(text.isEmpty() ? "" : "\n")
                    .append(about.experiment().map(ExperimentId::toString).orElse(UNKNOWN))
                    .append(' ')
                    .append(about.type().map(EventTypeKey::value).orElse(UNKNOWN))
                    .append(' ')
                    .append(arrival.fate().reason())
                    .append(' ')
                    .append(arrival.hour().getEpochSecond())
                    .append(' ')
                    .append(n);
        });
        return text.toString();
    }

    /**
     * Reads what {@link #name} and {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    static TallySheet decode(String name, String payload) {
        var parts = parts(NAME_PART, name, NAME_PARTS);
        var counts = new HashMap<Arrival, Long>();
        for (var line : LINE.split(payload, -1)) {
            count(parts(PART, line, PARTS), counts);
        }
        return new TallySheet(
                UUID.fromString(parts[0]),
                Long.parseLong(parts[1]),
                Instant.ofEpochMilli(Long.parseLong(parts[2])),
                counts);
    }

    private static void count(String[] parts, Map<Arrival, Long> counts) {
        var about =
                new About(known(parts[0]).map(ExperimentId::of), known(parts[1]).map(EventTypeKey::new));
        var arrival = new Arrival(about, fate(parts[2]), hour(Long.parseLong(parts[3])));
        long n = Long.parseLong(parts[4]);
        if (n < 1) {
            throw new IllegalArgumentException("counts " + n + " events of a kind");
        }
        counts.merge(arrival, n, Long::sum);
    }

    private static Instant hour(long second) {
        if (second < 0 || second > LAST_SECOND) {
            throw new IllegalArgumentException("no edge has a clock that says " + second);
        }
        return Instant.ofEpochSecond(second);
    }

    private static Arrival.Fate fate(String reason) {
        return reason.equals(Arrival.DUPLICATE)
                ? new Arrival.Duplicate()
                : new Arrival.Rejected(EventError.valueOf(reason.toUpperCase(Locale.ROOT)));
    }

    private static Optional<String> known(String part) {
        return Optional.of(part).filter(text -> !text.equals(UNKNOWN));
    }

    private static String[] parts(Pattern between, String text, int wanted) {
        var parts = between.split(text, -1);
        if (parts.length != wanted) {
            throw new IllegalArgumentException("has " + parts.length + " of " + wanted + " parts");
        }
        return parts;
    }
}
