package io.lotty.decision.pg;

import static io.lotty.access.pg.Signing.sign;

import io.lotty.access.Stamp;
import io.lotty.decision.Participation;
import io.lotty.decision.Policies;
import io.lotty.decision.StoredParticipation;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.lotty.refusal.Refusal;
import io.vertx.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.Optional;

public final class PgPolicies implements Policies {
    private static final String COLUMNS =
            "max_concurrent_experiments, cooldown_after, within_days, cooldown_days, revision, updated_at";
    private static final String PARTICIPATION_POLICY = "SELECT " + COLUMNS + " FROM participation_policy";
    private static final String SAVE_PARTICIPATION_POLICY = """
            UPDATE participation_policy
               SET max_concurrent_experiments = $1, cooldown_after = $2, within_days = $3, cooldown_days = $4,
                   updated_at = $5, revision = revision + 1
             WHERE $6::integer IS NULL OR revision = $6
            RETURNING\s""" + COLUMNS;

    private final Pg pg;

    public PgPolicies(Pg pg) {
        this.pg = pg;
    }

    /** The policy, read in a transaction of the caller's. */
    public static Participation participation(Tx tx) {
        return stored(tx).policy();
    }

    @Override
    public StoredParticipation participation() {
        return pg.read(PgPolicies::stored);
    }

    @Override
    public StoredParticipation save(Participation policy, Optional<Integer> revision, Stamp stamp) {
        return pg.change(
                sign(stamp, "participation_policy.update"),
                tx -> tx.one(
                                SAVE_PARTICIPATION_POLICY,
                                PgPolicies::stored,
                                policy.maxConcurrent(),
                                policy.cooldownAfter(),
                                policy.withinDays(),
                                policy.cooldownDays(),
                                stamp.at().atOffset(ZoneOffset.UTC),
                                revision.orElse(null))
                        .orElseThrow(() -> new Refusal.Stale(
                                "The participation policy was changed by somebody else. Read it again.")));
    }

    private static StoredParticipation stored(Tx tx) {
        return tx.one(PARTICIPATION_POLICY, PgPolicies::stored).orElseThrow();
    }

    private static StoredParticipation stored(Row row) {
        return new StoredParticipation(
                new Participation(
                        row.getInteger("max_concurrent_experiments"),
                        row.getInteger("cooldown_after"),
                        row.getInteger("within_days"),
                        row.getInteger("cooldown_days")),
                row.getInteger("revision"),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
