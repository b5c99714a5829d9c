package io.lotty.bench;

import io.lotty.platform.pg.DatabaseRole;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The floor of the ingest: rows like those of events, ready in arrays, into a table with their id as its key and no other
 * index, by as many writers as the ingest has shards.
 */
final class BareInserts implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final int ROWS = 800;
    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS bench_event (
                event_id text PRIMARY KEY, type text NOT NULL, decision bytea NOT NULL, flag_key text NOT NULL,
                experiment_id uuid, experiment_version integer, variant text, reason text NOT NULL, subject bytea NOT NULL,
                occurred_at timestamptz NOT NULL, received_at timestamptz NOT NULL,
                stored_at timestamptz NOT NULL DEFAULT clock_timestamp(), properties jsonb NOT NULL)""";
    private static final String INSERT = """
            INSERT INTO bench_event (event_id, type, decision, flag_key, experiment_id, experiment_version, variant, reason,
                                     subject, occurred_at, received_at, properties)
            SELECT e.event_id, e.type, e.decision, 'flag_00000', e.experiment_id, 1, 'control', 'assigned', e.subject,
                   e.occurred_at, e.occurred_at, e.properties::jsonb
              FROM unnest($1::text[], $2::text[], $3::bytea[], $4::uuid[], $5::bytea[], $6::timestamptz[], $7::text[])
                AS e (event_id, type, decision, experiment_id, subject, occurred_at, properties)""";

    private final Pool pool;
    private long number = System.currentTimeMillis() % 1_000_000 * 1_000_000;

    BareInserts(Vertx vertx, String postgres) {
        this.pool = PgPools.open(vertx, postgres, WRITERS, DatabaseRole.LOGIN);
        pool.query(TABLE).execute().await();
    }

    /** Events a second; the arrays are made before. */
    double perSecond(long events) {
        var batches =
                IntStream.range(0, (int) (events / ROWS)).mapToObj(i -> batch()).toList();
        var left = new ArrayList<>(batches);
        long begun = System.nanoTime();
        var writers = IntStream.range(0, WRITERS).mapToObj(i -> write(left)).toList();
        Future.all(writers).await();
        return batches.size() * ROWS * 1e9 / (System.nanoTime() - begun);
    }

    @Override
    public void close() {
        pool.close().await();
    }

    private Future<?> write(List<Tuple> left) {
        Tuple next;
        synchronized (left) {
            if (left.isEmpty()) {
                return Future.succeededFuture();
            }
            next = left.removeLast();
        }
        return pool.preparedQuery(INSERT).execute(next).compose(done -> write(left));
    }

    private Tuple batch() {
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        long first = number;
        number += ROWS;
        return Tuple.tuple()
                .addValue(column(String[]::new, i -> "8f14e45f-ceea-467f-9b2a-%012d".formatted(first + i)))
                .addValue(column(String[]::new, i -> i % 10 < 4 ? "exposure" : i % 10 < 8 ? "click" : "purchase"))
                .addValue(column(Buffer[]::new, i -> bytes(first + i)))
                .addValue(column(UUID[]::new, i -> new UUID(7, 7)))
                .addValue(column(Buffer[]::new, i -> bytes(-first - i)))
                .addValue(column(OffsetDateTime[]::new, i -> now))
                .addValue(column(String[]::new, i -> i % 10 < 8 ? "{}" : "{\"amount\":19.99,\"currency\":\"EUR\"}"));
    }

    private static <T> T[] column(IntFunction<T[]> array, IntFunction<T> value) {
        return IntStream.range(0, ROWS).mapToObj(value).toArray(array);
    }

    private static Buffer bytes(long number) {
        return Buffer.buffer(ByteBuffer.allocate(16)
                .putLong(number * 0x9E3779B97F4A7C15L)
                .putLong(number)
                .array());
    }
}
