package io.lotty.event.pg;

import io.lotty.event.Event;
import io.lotty.event.Events;
import io.lotty.id.SubjectHash;
import io.lotty.platform.pg.Erasures;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Signature;
import io.lotty.platform.pg.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

public final class PgEvents implements Events {
    private static final Signature SIGNATURE = new Signature("system", "event.store", "ingest");
    private static final String ADD_EVENTS = """
            INSERT INTO event (event_id, type, decision, flag_key, experiment_id, experiment_version, variant, reason,
                               subject, occurred_at, received_at, properties)
            SELECT e.event_id, e.type, e.decision, e.flag_key, e.experiment_id, e.experiment_version, e.variant, e.reason,
                   e.subject, e.occurred_at, e.received_at, e.properties::jsonb
              FROM unnest($1::text[], $2::text[], $3::bytea[], $4::text[], $5::uuid[], $6::integer[], $7::text[],
                          $8::text[], $9::bytea[], $10::timestamptz[], $11::timestamptz[], $12::text[])
                AS e (event_id, type, decision, flag_key, experiment_id, experiment_version, variant,
                      reason, subject, occurred_at, received_at, properties)
             WHERE NOT EXISTS (SELECT FROM erased_subject s
                                WHERE s.subject_hash = e.subject AND e.received_at <= s.erased_at)
            ON CONFLICT DO NOTHING""";
    private static final String ERASE_EVENTS_OF_SUBJECT = "DELETE FROM event WHERE subject = $1";

    private final Pg pg;

    public PgEvents(Pg pg) {
        this.pg = pg;
    }

    @Override
    public int add(List<Event> events) {
        // In one order everywhere, so that two writers of the same ids wait for each other instead of locking up.
        var rows = events.stream()
                .sorted(Comparator.comparing(event -> event.id().value()))
                .toList();
        try {
            return pg.change(SIGNATURE, tx -> {
                Erasures.holdOff(tx);
                return tx.run(
                        ADD_EVENTS,
                        column(rows, event -> event.id().value(), String[]::new),
                        column(rows, event -> event.type().value(), String[]::new),
                        column(
                                rows,
                                event -> Buffer.buffer(event.decided().tag().bytes()),
                                Buffer[]::new),
                        column(rows, event -> event.decided().flag().value(), String[]::new),
                        column(rows, PgEvents::experiment, UUID[]::new),
                        column(rows, PgEvents::experimentVersion, Integer[]::new),
                        column(rows, PgEvents::variant, String[]::new),
                        column(rows, event -> event.decided().reason(), String[]::new),
                        column(
                                rows,
                                event -> Buffer.buffer(event.decided().subject().bytes()),
                                Buffer[]::new),
                        column(rows, event -> time(event.occurredAt()), OffsetDateTime[]::new),
                        column(rows, event -> time(event.receivedAt()), OffsetDateTime[]::new),
                        column(rows, Event::properties, String[]::new));
            });
        } catch (PgException refused) {
            if (isAboutData(refused)) {
                throw new Unstorable(String.valueOf(refused.getErrorMessage()), refused);
            }
            throw refused;
        }
    }

    /** Deletes all events of a subject, in a transaction of the caller's; says how many there were. */
    public static long eraseSubject(Tx tx, SubjectHash subject) {
        return tx.run(ERASE_EVENTS_OF_SUBJECT, Buffer.buffer(subject.bytes()));
    }

    /** Data exceptions, broken constraints and exceeded limits stay as they are however often they are tried. */
    private static boolean isAboutData(PgException refused) {
        var state = String.valueOf(refused.getSqlState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    private static @Nullable UUID experiment(Event event) {
        return event.decided().experiment().map(id -> id.value()).orElse(null);
    }

    private static @Nullable Integer experimentVersion(Event event) {
        return event.decided().experiment().isPresent() ? event.decided().experimentVersion() : null;
    }

    private static @Nullable String variant(Event event) {
        return event.decided().variant().map(name -> name.value()).orElse(null);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static <T extends @Nullable Object> T[] column(
            List<Event> rows, Function<Event, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
