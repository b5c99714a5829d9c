package io.lotty.bench;

import io.lotty.platform.pg.DatabaseRole;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The floor of the ingest: the same rows, ready in arrays, into one table with the event's id as its key and no other index,
 * a transaction each, by as many writers as the ingest has shards.
 */
final class BareInserts implements AutoCloseable {
    private static final int WRITERS = 4;
    /** About as many as the ingest takes in one go. */
    private static final int ROWS = 3_200;

    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS bench_event (
                event_id text COLLATE "C" PRIMARY KEY, type text NOT NULL, decision bytea NOT NULL, flag_key text NOT NULL,
                experiment_id uuid, experiment_version integer, variant text, reason text NOT NULL, subject bytea NOT NULL,
                occurred_at timestamptz NOT NULL, received_at timestamptz NOT NULL,
                stored_at timestamptz NOT NULL DEFAULT clock_timestamp(), properties jsonb NOT NULL)""";
    private static final String INSERT = """
            INSERT INTO bench_event (event_id, type, decision, flag_key, experiment_id, experiment_version, variant, reason,
                                     subject, occurred_at, received_at, properties)
            SELECT e.event_id, e.type, e.decision, e.flag_key, e.experiment_id, e.experiment_version, e.variant, e.reason,
                   e.subject, e.occurred_at, e.received_at, e.properties::jsonb
              FROM unnest($1::text[], $2::text[], $3::bytea[], $4::text[], $5::uuid[], $6::integer[], $7::text[],
                          $8::text[], $9::bytea[], $10::timestamptz[], $11::timestamptz[], $12::text[])
                AS e (event_id, type, decision, flag_key, experiment_id, experiment_version, variant, reason, subject,
                      occurred_at, received_at, properties)""";

    private final Pool pool;
    private final Reported reported;
    private long next;

    /** @param first the number of the first event that is written; nobody else may write it or one that follows */
    BareInserts(Vertx vertx, String postgres, Reported reported, long first) {
        this.pool = PgPools.open(vertx, postgres, WRITERS, DatabaseRole.LOGIN);
        this.reported = reported;
        this.next = first;
        pool.query(TABLE).execute().await();
    }

    /** What becomes of a row whose id is there. */
    enum Repeated {
        /** The statement fails: cheapest, and of no use where senders repeat. */
        FAILS(""),
        /** It is left out, as whoever gets events at least once must have it. */
        IS_LEFT_OUT(" ON CONFLICT DO NOTHING");

        private final String clause;

        Repeated(String clause) {
            this.clause = clause;
        }
    }

    /** About as many events, in arrays. */
    List<Tuple> ready(long events) {
        var batches = new ArrayList<Tuple>();
        for (long done = 0; done < events; done += ROWS) {
            batches.add(reported.columns(next, ROWS));
            next += ROWS;
        }
        return batches;
    }

    long rows(List<Tuple> ready) {
        return (long) ready.size() * ROWS;
    }

    /** How many events the ingest has stored. */
    long stored() {
        return pool.query("SELECT count(*) AS events FROM event")
                .execute()
                .await()
                .iterator()
                .next()
                .getLong("events");
    }

    /** Returns when all is written. */
    void write(List<Tuple> ready, Repeated repeated) {
        var left = new ArrayDeque<>(ready);
        var writers =
                IntStream.range(0, WRITERS).mapToObj(i -> write(left, repeated)).toList();
        Future.all(writers).await();
    }

    @Override
    public void close() {
        pool.close().await();
    }

    private Future<?> write(Deque<Tuple> left, Repeated repeated) {
        Tuple next;
        synchronized (left) {
            if (left.isEmpty()) {
                return Future.succeededFuture();
            }
            next = left.poll();
        }
        return pool.preparedQuery(INSERT + repeated.clause).execute(next).compose(done -> write(left, repeated));
    }
}
