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
    /**
     * Makes the policy that of the domain while nobody uses it. Two who come at once wait for each other, and the key of
     * {@code conflict_domain_use} refuses the second if it has another policy.
     */
    private static final String SET_POLICIES = """
            INSERT INTO conflict_domain AS d (domain, policy)
            SELECT wanted, $2 FROM unnest($1::text[]) AS wanted ORDER BY wanted
            ON CONFLICT (domain) DO UPDATE SET policy = excluded.policy
             WHERE d.policy <> excluded.policy
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
            case IN_REVIEW ->
                experiment.design().conflict().ifPresent(conflict -> {
                    tx.run(SET_POLICIES, domains(conflict), conflict.policy().text());
                    tx.run(
                            USE_DOMAINS,
                            experiment.id().value(),
                            domains(conflict),
                            conflict.policy().text());
                });
            case DRAFT, REJECTED, COMPLETED ->
                tx.run(LEAVE_DOMAINS, experiment.id().value());
            case APPROVED, RUNNING, PAUSED, ARCHIVED -> {
                // as before
            }
        }
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
