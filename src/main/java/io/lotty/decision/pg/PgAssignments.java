package io.lotty.decision.pg;

import io.lotty.decision.Assignment;
import io.lotty.decision.AssignmentPages;
import io.lotty.decision.Assignments;
import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectHash;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import io.lotty.platform.pg.Erasures;
import io.lotty.platform.pg.Pg;
import io.lotty.refusal.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

public final class PgAssignments implements Assignments, AssignmentPages {
    /** In one order everywhere, so that two writers of the same rows wait for each other instead of locking up. */
    private static final String ADD_ASSIGNMENTS = """
            INSERT INTO assignment (subject_id, experiment_id, variant, assigned_at, plan_revision)
            SELECT DISTINCT ON (a.subject_id, a.experiment_id)
                   a.subject_id, a.experiment_id, a.variant, a.assigned_at, a.plan_revision
              FROM unnest($1::text[], $2::uuid[], $3::text[], $4::timestamptz[], $5::bigint[], $6::bytea[])
                AS a (subject_id, experiment_id, variant, assigned_at, plan_revision, subject_hash)
             WHERE NOT EXISTS (SELECT FROM erased_subject e
                                WHERE e.subject_hash = a.subject_hash AND a.assigned_at <= e.erased_at)
             ORDER BY a.subject_id, a.experiment_id, a.assigned_at DESC
            ON CONFLICT (subject_id, experiment_id) DO UPDATE
               SET variant = excluded.variant, assigned_at = excluded.assigned_at,
                   plan_revision = excluded.plan_revision
             WHERE excluded.assigned_at > assignment.assigned_at""";

    private static final String NEXT_ASSIGNMENTS = """
            SELECT subject_id, experiment_id, variant, assigned_at, plan_revision
              FROM assignment
             WHERE (subject_id, experiment_id) > ($1, $2)
             ORDER BY subject_id, experiment_id
             LIMIT $3""";
    private static final UUID FIRST = new UUID(0, 0);

    private final Pg pg;

    public PgAssignments(Pg pg) {
        this.pg = pg;
    }

    @Override
    public int add(List<Assignment> assignments) {
        try {
            return pg.unaudited(tx -> {
                Erasures.holdOff(tx);
                return tx.run(
                        ADD_ASSIGNMENTS,
                        column(assignments, row -> row.subject().value(), String[]::new),
                        column(assignments, row -> row.experiment().value(), UUID[]::new),
                        column(assignments, row -> row.variant().value(), String[]::new),
                        column(assignments, row -> row.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
                        column(assignments, Assignment::planRevision, Long[]::new),
                        column(
                                assignments,
                                row -> Buffer.buffer(
                                        SubjectHash.of(row.subject()).bytes()),
                                Buffer[]::new));
            });
        } catch (Refusal.Invalid unwritable) {
            throw new Unstorable(unwritable.sentence(), unwritable);
        } catch (PgException refused) {
            if (isAboutData(refused)) {
                throw new Unstorable(String.valueOf(refused.getSqlState()), refused);
            }
            throw refused;
        }
    }

    @Override
    public <T> T next(Optional<Assignment> after, int most, Function<List<Assignment>, T> work) {
        return pg.unaudited(tx -> {
            Erasures.holdOff(tx);
            return work.apply(tx.list(
                    NEXT_ASSIGNMENTS,
                    PgAssignments::assignment,
                    after.map(last -> last.subject().value()).orElse(""),
                    after.map(last -> last.experiment().value()).orElse(FIRST),
                    most));
        });
    }

    private static Assignment assignment(Row row) {
        return new Assignment(
                new SubjectId(row.getString("subject_id")),
                new ExperimentId(row.getUUID("experiment_id")),
                new VariantName(row.getString("variant")),
                row.getOffsetDateTime("assigned_at").toInstant(),
                row.getLong("plan_revision"));
    }

    /** Data exceptions, broken constraints and exceeded limits stay as they are however often they are tried. */
    private static boolean isAboutData(PgException refused) {
        var state = String.valueOf(refused.getSqlState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    private static <T> T[] column(List<Assignment> rows, Function<Assignment, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
