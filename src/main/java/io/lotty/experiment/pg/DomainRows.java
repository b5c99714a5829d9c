package io.lotty.experiment.pg;

import static io.lotty.experiment.pg.ExperimentRow.SELECT_EXPERIMENT;

import io.lotty.experiment.Conflict;
import io.lotty.experiment.ConflictDomain;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.Rivalry;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.lotty.refusal.Refusal;
import java.util.List;

/** Who uses which conflict domain with which policy, from the submission to the end. */
final class DomainRows {
    private static final String ADD_DOMAINS = """
            INSERT INTO conflict_domain (domain, policy)
            SELECT wanted, $2 FROM unnest($1::text[]) AS wanted ORDER BY wanted
            ON CONFLICT DO NOTHING""";
    /** In one order everywhere, so that two who come at once wait for each other instead of locking up. */
    private static final String LOCK_DOMAINS = """
            SELECT domain FROM conflict_domain WHERE domain = ANY ($1) ORDER BY domain FOR UPDATE""";
    /** What nobody uses takes the policy of whoever comes; what somebody does is left to the key of its users. */
    private static final String SET_POLICIES = """
            UPDATE conflict_domain d
               SET policy = $2
             WHERE d.domain = ANY ($1) AND d.policy <> $2
               AND NOT EXISTS (SELECT FROM conflict_domain_use u WHERE u.domain = d.domain)""";

    private static final String USE_DOMAINS = """
            INSERT INTO conflict_domain_use (experiment_id, domain, policy)
            SELECT $1, wanted, $3 FROM unnest($2::text[]) AS wanted ORDER BY wanted
            ON CONFLICT DO NOTHING""";
    private static final String LEAVE_DOMAINS = "DELETE FROM conflict_domain_use WHERE experiment_id = $1";
    private static final String SHARING = SELECT_EXPERIMENT + """
             WHERE e.id <> $1
               AND e.id IN (SELECT u.experiment_id FROM conflict_domain_use u WHERE u.domain = ANY ($2))
             ORDER BY e.status NOT IN ('running', 'paused'), e.id DESC
             LIMIT $3""";
    private static final String WITH_ANOTHER_POLICY = SELECT_EXPERIMENT + """
             WHERE e.id <> $1
               AND e.id IN (SELECT u.experiment_id FROM conflict_domain_use u
                             WHERE u.domain = ANY ($2) AND u.policy <> $3)
             ORDER BY e.id
             LIMIT 1""";

    private DomainRows() {}

    /** What follows from the state that an experiment has come to. */
    static void keep(Tx tx, Experiment experiment) {
        switch (experiment.status()) {
            case IN_REVIEW -> experiment.design().conflict().ifPresent(conflict -> use(tx, experiment, conflict));
            case DRAFT, REJECTED, COMPLETED ->
                tx.run(LEAVE_DOMAINS, experiment.id().value());
            case APPROVED, RUNNING, PAUSED, ARCHIVED -> {
                // as before
            }
        }
    }

    private static void use(Tx tx, Experiment experiment, Conflict conflict) {
        var domains = domains(conflict);
        var policy = conflict.policy().text();
        tx.run(ADD_DOMAINS, domains, policy);
        tx.run(LOCK_DOMAINS, (Object) domains);
        tx.run(SET_POLICIES, domains, policy);
        tx.run(USE_DOMAINS, experiment.id().value(), domains, policy);
    }

    static List<Experiment> sharing(Pg pg, Experiment experiment, int limit) {
        return experiment
                .design()
                .conflict()
                .map(conflict -> pg.read(tx ->
                        tx.list(SHARING, ExperimentRow::read, experiment.id().value(), domains(conflict), limit)))
                .orElse(List.of());
    }

    /** Names whoever uses a domain of this experiment with another policy. */
    static Refusal mismatch(Pg pg, Experiment experiment) {
        var conflict = experiment.design().conflict().orElseThrow();
        return pg.read(tx -> tx.one(
                        WITH_ANOTHER_POLICY,
                        ExperimentRow::read,
                        experiment.id().value(),
                        domains(conflict),
                        conflict.policy().text()))
                .map(other -> Rivalry.between(experiment, other).mismatch())
                .orElseGet(() -> Rivalry.mismatchMeanwhile(conflict));
    }

    private static String[] domains(Conflict conflict) {
        return conflict.domains().stream().map(ConflictDomain::value).toArray(String[]::new);
    }
}
