package io.lotty.event.pg;

import static io.lotty.event.pg.Columns.column;
import static io.lotty.event.pg.Columns.times;

import io.lotty.event.About;
import io.lotty.event.Arrival;
import io.lotty.event.Event;
import io.lotty.event.IdHash;
import io.lotty.id.EventTypeKey;
import io.lotty.platform.pg.Tx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What became of some events, on its way into what is counted. */
final class Arrivals {
    private final Map<Line, Content> lines = new HashMap<>();

    /** What makes a row of the table: arrivals that differ by their delay alone share one. */
    private record Line(About about, Instant hour, String reason) {}

    /** Where events come from and when: tells which line they are in, and is quicker to make. */
    private record Place(long origin, Instant receivedAt) {}

    private static final class Content {
        private long n;
        private long[] byOctave = {};
        private Instant latest = Instant.MIN;

        void add(Arrival.Fate fate, long more) {
            n += more;
            switch (fate) {
                case Arrival.Accepted(int octave) -> {
                    byOctave = Arrays.copyOf(byOctave, Math.max(byOctave.length, octave + 1));
                    byOctave[octave] += more;
                }
                case Arrival.Duplicate _, Arrival.Rejected _ -> {}
            }
        }

        /** An array as Postgres writes it; only what is accepted has one. */
        Optional<String> delays() {
            return byOctave.length == 0
                    ? Optional.empty()
                    : Optional.of(Arrays.stream(byOctave)
                            .mapToObj(Long::toString)
                            .collect(Collectors.joining(",", "{", "}")));
        }

        /** The last receipt of what was accepted. */
        Optional<Instant> latest() {
            return Optional.of(latest).filter(instant -> !instant.equals(Instant.MIN));
        }
    }

    Arrivals add(Map<Arrival, Long> counts) {
        counts.forEach((arrival, n) -> content(
                        arrival.about(), arrival.hour(), arrival.fate().reason())
                .add(arrival.fate(), n));
        return this;
    }

    /** Events that count. */
    Arrivals addAccepted(Collection<Row> counting) {
        Map<Place, Content> places = new HashMap<>();
        for (var row : counting) {
            var event = row.event();
            var receivedAt = event.receivedAt();
            var content = places.computeIfAbsent(
                    new Place(row.origin(), receivedAt),
                    place -> content(about(event), Arrival.hourOf(receivedAt), Arrival.ACCEPTED));
            content.add(Arrival.Accepted.after(Duration.between(event.occurredAt(), receivedAt)), 1);
            content.latest = receivedAt.isAfter(content.latest) ? receivedAt : content.latest;
        }
        return this;
    }

    /** Adds to what is counted; says how many rows that touched. */
    int store(Tx tx) {
        if (lines.isEmpty()) {
            return 0;
        }
        var rows = lines.entrySet();
        return tx.run(
                QualitySql.ADD_ARRIVALS,
                column(
                        rows,
                        row -> row.getKey()
                                .about()
                                .experiment()
                                .map(id -> id.value())
                                .orElse(null),
                        UUID[]::new),
                times(rows, row -> row.getKey().hour()),
                column(
                        rows,
                        row -> row.getKey()
                                .about()
                                .type()
                                .map(EventTypeKey::value)
                                .orElse(null),
                        String[]::new),
                column(rows, row -> row.getKey().reason(), String[]::new),
                column(rows, row -> row.getValue().n, Long[]::new),
                column(rows, row -> row.getValue().delays().orElse(null), String[]::new),
                column(
                        rows,
                        row -> row.getValue()
                                .latest()
                                .map(latest -> latest.atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        OffsetDateTime[]::new));
    }

    private Content content(About about, Instant hour, String reason) {
        return lines.computeIfAbsent(new Line(about, hour, reason), first -> new Content());
    }

    /**
     * Of events that do not count, those that were sent again after Redis had forgotten them: it told their sender that they
     * were accepted.
     */
    static Map<Arrival, Long> repeated(Tx tx, List<Event> offered, Collection<Row> counting) {
        var rest = new HashMap<PgTallies.Key, Row>();
        for (var event : offered) {
            var key = IdHash.of(event.id());
            rest.putIfAbsent(
                    key(key, event), new Row(event, key, Origin.of(event).id(), false));
        }
        counting.forEach(row -> rest.remove(key(row.key(), row.event())));
        if (rest.isEmpty()) {
            return Map.of();
        }
        var keys = rest.keySet();
        var rows = rest.values();
        var uncounted = tx.list(
                QualitySql.ADD_REPETITIONS,
                PgTallies.Key::of,
                column(keys, PgTallies.Key::sender, UUID[]::new),
                column(keys, PgTallies.Key::number, Long[]::new),
                times(rows, row -> row.event().receivedAt()),
                column(rows, Row::origin, Long[]::new),
                times(rows, row -> row.event().occurredAt()),
                column(rows, row -> row.event().id().value(), String[]::new),
                column(
                        rows,
                        row -> Buffer.buffer(row.event().decided().subject().bytes()),
                        Buffer[]::new));
        Map<Arrival, Long> counts = new HashMap<>();
        for (var key : uncounted) {
            var event = Objects.requireNonNull(rest.get(key)).event();
            var duplicate = new Arrival(about(event), new Arrival.Duplicate(), Arrival.hourOf(event.receivedAt()));
            counts.merge(duplicate, 1L, Long::sum);
        }
        return counts;
    }

    private static PgTallies.Key key(IdHash id, Event event) {
        return new PgTallies.Key(
                new UUID(id.high(), id.low()), ChronoUnit.MICROS.between(Instant.EPOCH, event.receivedAt()));
    }

    private static About about(Event event) {
        return About.of(event.type(), event.decided());
    }
}
