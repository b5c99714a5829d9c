package io.lotty.access.pg;

import io.lotty.access.Tries;
import io.lotty.access.TryLimit;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Each limit is a row while it has not recovered; it holds the moment of its recovery and nothing else. */
public final class PgTries implements Tries {
    private static final String RECOVERIES = "SELECT bucket, recovered_at FROM log_in_tries WHERE bucket = ANY ($1)";
    // in the order of the buckets, so that of two tries one waits for the other and never each for the other
    private static final String COUNT_TRY = """
            INSERT INTO log_in_tries AS t (bucket, recovered_at)
            SELECT bucket, $3::timestamptz + make_interval(secs => seconds)
              FROM unnest($1::bytea[], $2::double precision[]) AS limits (bucket, seconds)
             ORDER BY bucket
            ON CONFLICT (bucket) DO UPDATE
               SET recovered_at = greatest(t.recovered_at, $3::timestamptz) + (EXCLUDED.recovered_at - $3::timestamptz)
            RETURNING bucket, recovered_at""";
    private static final String TAKE_BACK = """
            UPDATE log_in_tries t
               SET recovered_at = t.recovered_at - make_interval(secs => taken.seconds)
              FROM (SELECT tries.bucket, limits.seconds
                      FROM log_in_tries tries
                      JOIN unnest($1::bytea[], $2::double precision[]) AS limits (bucket, seconds) USING (bucket)
                     ORDER BY bucket FOR UPDATE OF tries) taken
             WHERE t.bucket = taken.bucket""";
    private static final String FORGET_RECOVERED = """
            DELETE FROM log_in_tries
             WHERE bucket IN (SELECT bucket FROM log_in_tries WHERE recovered_at < $1
                               ORDER BY recovered_at LIMIT 100 FOR UPDATE SKIP LOCKED)""";

    private final Pg pg;

    public PgTries(Pg pg) {
        this.pg = pg;
    }

    @Override
    public Optional<Duration> count(List<TryLimit> limits, Instant now) {
        // without a lock first: whoever hammers costs one read for each blow
        var before = pg.read(tx -> recoveries(tx.list(RECOVERIES, PgTries::recovery, (Object) buckets(limits))));
        var wait = wait(limits, limit -> later(before.get(key(limit)), now).plus(limit.interval()), now);
        if (wait.isPresent()) {
            return wait;
        }
        wait = pg.unaudited(tx -> counted(tx, limits, now));
        pg.unaudited(tx -> tx.run(FORGET_RECOVERED, utc(now)));
        return wait;
    }

    @Override
    public void takeBack(List<TryLimit> limits) {
        pg.unaudited(tx -> takeBack(tx, limits));
    }

    private static Optional<Duration> counted(Tx tx, List<TryLimit> limits, Instant now) {
        var after = recoveries(tx.list(COUNT_TRY, PgTries::recovery, buckets(limits), seconds(limits), utc(now)));
        var wait = wait(limits, limit -> later(after.get(key(limit)), now), now);
        if (wait.isPresent()) {
            takeBack(tx, limits);
        }
        return wait;
    }

    private static int takeBack(Tx tx, List<TryLimit> limits) {
        return tx.run(TAKE_BACK, buckets(limits), seconds(limits));
    }

    /** The longest time until all limits would let the try through whose counting makes them recover then. */
    private static Optional<Duration> wait(List<TryLimit> limits, Function<TryLimit, Instant> recovery, Instant now) {
        return limits.stream()
                .map(limit -> Duration.between(now.plus(limit.tolerance()), recovery.apply(limit)))
                .filter(Duration::isPositive)
                .max(Comparator.naturalOrder());
    }

    private static Instant later(@Nullable Instant recovery, Instant now) {
        return recovery == null || recovery.isBefore(now) ? now : recovery;
    }

    private static Map<Buffer, Instant> recoveries(List<Map.Entry<Buffer, Instant>> rows) {
        return rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map.Entry<Buffer, Instant> recovery(Row row) {
        return Map.entry(
                row.getBuffer("bucket"), row.getOffsetDateTime("recovered_at").toInstant());
    }

    private static Buffer key(TryLimit limit) {
        return Buffer.buffer(limit.bucket());
    }

    private static Buffer[] buckets(List<TryLimit> limits) {
        return limits.stream().map(PgTries::key).toArray(Buffer[]::new);
    }

    private static Double[] seconds(List<TryLimit> limits) {
        return limits.stream()
                .map(limit -> (double) limit.interval().toSeconds())
                .toArray(Double[]::new);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
