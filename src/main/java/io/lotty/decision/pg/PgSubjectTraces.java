package io.lotty.decision.pg;

import static io.lotty.access.pg.Signing.sign;

import io.lotty.access.Stamp;
import io.lotty.decision.SubjectTraces;
import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectHash;
import io.lotty.id.SubjectId;
import io.lotty.platform.pg.Erasures;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.IntSupplier;

public final class PgSubjectTraces implements SubjectTraces {
    private static final String ERASE_ASSIGNMENTS = "DELETE FROM assignment WHERE subject_id = $1";
    private static final String MARK_ERASED = """
            INSERT INTO erased_subject AS known (subject_hash, erased_at, assignments, events)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (subject_hash) DO UPDATE
               SET erased_at = greatest(known.erased_at, excluded.erased_at),
                   assignments = excluded.assignments, events = excluded.events""";
    private static final String NAMED_IN_OVERRIDES = """
            SELECT DISTINCT v.experiment_id
              FROM experiment_version v, json_array_elements(v.design -> 'overrides') forced
             WHERE forced ->> 'subject_id' = $1
             ORDER BY v.experiment_id
             LIMIT 1000""";
    private static final String FORGET_ERASED = """
            DELETE FROM erased_subject
             WHERE subject_hash IN (SELECT subject_hash
                                      FROM erased_subject
                                     WHERE erased_at < now() - interval '40 days'
                                     ORDER BY erased_at
                                     LIMIT 1000)""";

    private final Pg pg;
    private final Elsewhere elsewhere;

    /** @param elsewhere what other features keep of subjects */
    public PgSubjectTraces(Pg pg, Elsewhere elsewhere) {
        this.pg = pg;
        this.elsewhere = elsewhere;
    }

    /** Deletes a subject's events in a transaction of the caller's, and says how many there were. */
    public interface Elsewhere {
        long eraseEvents(Tx tx, SubjectHash subject);
    }

    /** Removes marks that nothing can be under way for any more: events are taken up to 30 days late; some at a time. */
    public static void forgetErased(Pg pg) {
        pg.unaudited(tx -> tx.run(FORGET_ERASED));
    }

    @Override
    public Erased erase(SubjectId subject, Instant upTo, Stamp stamp, IntSupplier record) {
        var hash = SubjectHash.of(subject);
        return pg.change(sign(stamp, "subject.erase"), tx -> {
            // before the lock: it reads all versions, and nobody has to wait for that
            var named =
                    tx.list(NAMED_IN_OVERRIDES, row -> new ExperimentId(row.getUUID("experiment_id")), subject.value());
            Erasures.holdAlone(tx);
            int copies = tx.run(ERASE_ASSIGNMENTS, subject.value());
            long events = elsewhere.eraseEvents(tx, hash);
            // last, so that it does not happen for nothing; either of the two may know of more
            long assignments = Math.max(copies, record.getAsInt());
            tx.run(MARK_ERASED, Buffer.buffer(hash.bytes()), upTo.atOffset(ZoneOffset.UTC), assignments, events);
            return new Erased(assignments, events, named);
        });
    }
}
