package io.lotty.app.configuration;

import io.lotty.access.pg.PgApiKeys;
import io.lotty.decision.PlanCompiler;
import io.lotty.decision.pg.PgPolicies;
import io.lotty.event.pg.PgEventTypes;
import io.lotty.experiment.pg.PgExperiments;
import io.lotty.flag.pg.PgFlags;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;

/** Where configurations come from: Postgres, read as of one moment. */
final class PgConfiguration {
    private static final String REVISION = "SELECT revision FROM configuration_revision";
    private static final String OVERTAKE_REVISION = """
            UPDATE configuration_revision SET revision = greatest(revision, $1) + 1""";

    private final Pg pg;

    PgConfiguration(Pg pg) {
        this.pg = pg;
    }

    long revision() {
        return pg.read(PgConfiguration::revision);
    }

    Configuration compile() {
        return pg.snapshot(tx -> {
            long revision = revision(tx);
            return new Configuration(
                    revision,
                    PlanCompiler.compile(
                            PgFlags.unarchived(tx), PgExperiments.atEdges(tx), PgPolicies.participation(tx), revision),
                    PgEventTypes.catalogue(tx),
                    PgApiKeys.keyRing(tx));
        });
    }

    /** Moves past a revision that edges have seen and this database has not: it was restored from a backup. */
    void overtake(long revision) {
        pg.read(tx -> tx.run(OVERTAKE_REVISION, revision));
    }

    private static long revision(Tx tx) {
        return tx.one(REVISION, row -> row.getLong("revision")).orElseThrow();
    }
}
