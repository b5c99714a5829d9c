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

/** Counts what became of the events of one transaction. */
final class Arrivals {
    private Arrivals() {}

    /** Adds to what is counted; says how many rows that touched. */
    static int add(Tx tx, Map<Arrival, Long> counts) {
        if (counts.isEmpty()) {
            return 0;
        }
        Map<Line, Content> lines = new HashMap<>();
        counts.forEach((arrival, n) ->
                lines.computeIfAbsent(Line.of(arrival), first -> new Content()).add(arrival.fate(), n));
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
                column(rows, row -> row.getValue().delays().orElse(null), String[]::new));
    }

    /** What makes a row of the table: arrivals that differ by their delay alone share one. */
    private record Line(About about, Instant hour, String reason) {
        static Line of(Arrival arrival) {
            return new Line(arrival.about(), arrival.hour(), arrival.fate().reason());
        }
    }

    private static final class Content {
        private long n;
        private long[] byOctave = {};

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
    }

    /** Of events that count: by experiment, type, hour of receipt and delay. */
    static Map<Arrival, Long> accepted(Collection<Row> counting) {
        Map<Arrival, Long> counts = new HashMap<>();
        for (var row : counting) {
            var event = row.event();
            var underWay = Duration.between(event.occurredAt(), event.receivedAt());
            counts.merge(arrival(event, Arrival.Accepted.after(underWay)), 1L, Long::sum);
        }
        return counts;
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
            counts.merge(arrival(event, new Arrival.Duplicate()), 1L, Long::sum);
        }
        return counts;
    }

    private static PgTallies.Key key(IdHash id, Event event) {
        return new PgTallies.Key(
                new UUID(id.high(), id.low()), ChronoUnit.MICROS.between(Instant.EPOCH, event.receivedAt()));
    }

    private static Arrival arrival(Event event, Arrival.Fate fate) {
        return new Arrival(About.of(event.type(), event.decided()), fate, Arrival.hourOf(event.receivedAt()));
    }
}
