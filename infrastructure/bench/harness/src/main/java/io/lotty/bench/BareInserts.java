package io.lotty.bench;

import io.lotty.event.pg.ReadyRows;
import io.lotty.event.pg.ReadyRows.Statement;
import io.lotty.platform.pg.DatabaseRole;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** The floors of the ingest: rows that are ready in arrays, inserted by as many writers as the ingest has shards. */
final class BareInserts implements AutoCloseable {
    private static final int WRITERS = 4;
    /** About as many as the ingest takes in one go. */
    private static final int ROWS = 3_200;

    private static final String WIDE_TABLE = """
            CREATE TABLE IF NOT EXISTS bench_event (
                event_id text COLLATE "C" PRIMARY KEY, type text NOT NULL, flag_key text NOT NULL, experiment_id uuid,
                experiment_version integer, variant text, reason text NOT NULL, decision bytea NOT NULL,
                subject bytea NOT NULL, occurred_at timestamptz NOT NULL, received_at timestamptz NOT NULL,
                stored_at timestamptz NOT NULL DEFAULT clock_timestamp(), properties jsonb NOT NULL)""";
    private static final String INSERT_WIDE = """
            INSERT INTO bench_event (event_id, type, flag_key, experiment_id, experiment_version, variant, reason, decision,
                                     subject, occurred_at, received_at, properties)
            SELECT unnest($1::text[]), unnest($2::text[]), unnest($3::text[]), unnest($4::uuid[]), unnest($5::integer[]),
                   unnest($6::text[]), unnest($7::text[]), unnest($8::bytea[]), unnest($9::bytea[]),
                   unnest($10::timestamptz[]), unnest($11::timestamptz[]), unnest($12::text[])::jsonb""";

    private final Pool pool;
    private final Reported reported;
    private long next;

    /** @param first the number of the first event that is written; nobody else may write it or one that follows */
    BareInserts(Vertx vertx, String postgres, Reported reported, long first) {
        this.pool = PgPools.open(vertx, postgres, WRITERS, DatabaseRole.LOGIN);
        this.reported = reported;
        this.next = first;
        pool.query(WIDE_TABLE).execute().await();
        var origins = ReadyRows.originsOf(reported.events(first, ROWS));
        pool.preparedQuery(origins.sql()).execute(origins.columns()).await();
    }

    /** Where events are written. */
    enum Tables {
        /** The same rows into the same tables as the ingest: ids and events, with all their indexes. */
        SAME,
        /** One table with the id of the event as its key, and no other index. */
        ONE
    }

    /** About as many events, a transaction each {@value #ROWS}. */
    List<List<Statement>> ready(Tables tables, long events) {
        var transactions = new ArrayList<List<Statement>>();
        for (long done = 0; done < events; done += ROWS) {
            var some = reported.events(next, ROWS);
            transactions.add(
                    switch (tables) {
                        case SAME -> ReadyRows.of(some);
                        case ONE -> List.of(ReadyRows.wide(INSERT_WIDE, some));
                    });
            next += ROWS;
        }
        return transactions;
    }

    long events(List<List<Statement>> ready) {
        return (long) ready.size() * ROWS;
    }

    /** How many events there are in the tables of the ingest. */
    long stored() {
        return pool.query("SELECT count(*) AS events FROM event")
                .execute()
                .await()
                .iterator()
                .next()
                .getLong("events");
    }

    /** Returns when all is written. */
    void write(List<List<Statement>> ready) {
        var left = new ArrayDeque<>(ready);
        var writers = IntStream.range(0, WRITERS)
                .mapToObj(i -> pool.withConnection(connection -> write(connection, left)))
                .toList();
        Future.all(writers).await();
    }

    @Override
    public void close() {
        pool.close().await();
    }

    private Future<Void> write(SqlConnection connection, Deque<List<Statement>> left) {
        List<Statement> next;
        synchronized (left) {
            if (left.isEmpty()) {
                return Future.succeededFuture();
            }
            next = left.poll();
        }
        return connection
                .begin()
                .compose(transaction -> {
                    Future<?> done = Future.succeededFuture();
                    for (var each : next) {
                        done = done.compose(
                                before -> connection.preparedQuery(each.sql()).execute(each.columns()));
                    }
                    return done.compose(written -> transaction.commit());
                })
                .compose(committed -> write(connection, left));
    }
}
