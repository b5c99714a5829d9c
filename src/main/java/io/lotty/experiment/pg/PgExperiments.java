package io.lotty.experiment.pg;

import static io.lotty.access.pg.Signing.sign;
import static io.lotty.experiment.pg.ExperimentRow.SELECT_EXPERIMENT;
import static io.lotty.experiment.pg.StateColumns.utc;

import io.lotty.access.Stamp;
import io.lotty.experiment.Action;
import io.lotty.experiment.Change;
import io.lotty.experiment.DesignVersion;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.Experiments;
import io.lotty.experiment.Happening;
import io.lotty.experiment.HistoryEntry;
import io.lotty.experiment.Status;
import io.lotty.flag.pg.PgFlags;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.lotty.refusal.Refusal;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

public final class PgExperiments implements Experiments {
    private static final String ADD_EXPERIMENT = """
            INSERT INTO experiment (id, flag_key, owner_id, salt, hash_version, status, version, revision, created_at,
                                    updated_at, forces_subjects, tags, search)
            VALUES ($1, $2, $3, $4, 1, $5, $6, 1, $7, $7, $8, $9, lower($10))""";
    private static final String SAVE_EXPERIMENT = """
            UPDATE experiment
               SET status = $3, version = $4, submitted_at = $5, started_at = $6, intake_paused = $7, ended_at = $8,
                   outcome = $9, winner = $10, outcome_comment = $11, updated_at = $12, forces_subjects = $13,
                   tags = $14, search = lower($15), revision = revision + 1
             WHERE id = $1 AND revision = $2""";
    private static final String EXPERIMENT_BY_ID = SELECT_EXPERIMENT + " WHERE e.id = $1";
    private static final String EXPERIMENTS_AT_EDGES = SELECT_EXPERIMENT + """
             WHERE e.status IN ('running', 'paused')
                OR e.forces_subjects AND e.status IN ('draft', 'in_review', 'approved')
             ORDER BY e.id""";
    private static final String LIVE_EXPERIMENT_OF_FLAG =
            SELECT_EXPERIMENT + " WHERE e.flag_key = $1 AND e.status IN ('running', 'paused')";
    private static final String EXPERIMENTS = SELECT_EXPERIMENT + """
             WHERE ($1::uuid IS NULL OR e.id < $1)
               AND ($2::text[] IS NULL OR e.status = ANY ($2))
               AND ($3::text IS NULL OR e.flag_key = $3)
               AND ($4::uuid IS NULL OR e.owner_id = $4)
               AND ($5::text IS NULL OR e.tags @> ARRAY[$5])
               AND ($6::text IS NULL OR strpos(e.search, lower($6)) > 0)
             ORDER BY e.id DESC
             LIMIT $7""";
    private static final String SELECT_VERSION = """
            SELECT v.version, v.design, v.author_id, u.name AS author_name, v.created_at
              FROM experiment_version v
              JOIN app_user u ON u.id = v.author_id
            """;
    private static final String VERSIONS = SELECT_VERSION + """
             WHERE v.experiment_id = $1 AND ($2::integer IS NULL OR v.version > $2)
             ORDER BY v.version
             LIMIT $3""";
    private static final String VERSION_BY_NUMBER = SELECT_VERSION + " WHERE v.experiment_id = $1 AND v.version = $2";

    private final Pg pg;

    public PgExperiments(Pg pg) {
        this.pg = pg;
    }

    @Override
    public void add(Change creation, Stamp stamp) {
        pg.change(sign(stamp, creation.name()), tx -> {
            var experiment = creation.after();
            PgFlags.holdOpen(tx, experiment.flag());
            tx.run(
                    ADD_EXPERIMENT,
                    experiment.id().value(),
                    experiment.flag().value(),
                    experiment.owner().value(),
                    io.vertx.core.buffer.Buffer.buffer(experiment.salt().bytes()),
                    experiment.status().text(),
                    experiment.version(),
                    utc(experiment.createdAt()),
                    !experiment.design().overrides().isEmpty(),
                    tags(experiment),
                    search(experiment));
            creation.happenings().forEach(happening -> HappeningRows.keep(tx, experiment, happening, stamp));
            return experiment;
        });
    }

    @Override
    public Optional<Experiment> find(ExperimentId id) {
        return pg.read(tx -> tx.one(EXPERIMENT_BY_ID, ExperimentRow::read, id.value()));
    }

    @Override
    public Page<Experiment> list(Filter filter, PageRequest request) {
        var rows = pg.read(tx -> tx.list(
                EXPERIMENTS,
                ExperimentRow::read,
                request.after(UUID::fromString).orElse(null),
                filter.statuses().isEmpty()
                        ? null
                        : filter.statuses().stream().map(Status::text).toArray(String[]::new),
                filter.flag().map(FlagKey::value).orElse(null),
                filter.owner().map(UserId::value).orElse(null),
                filter.tag().orElse(null),
                request.text().orElse(null),
                request.limit() + 1));
        return Page.cut(rows, request.limit(), experiment -> experiment.id().toString());
    }

    @Override
    public Optional<Experiment> save(Change change, Stamp stamp) {
        var after = change.after();
        Map<String, Supplier<Refusal>> constraints = Map.of(
                "one_live_experiment_per_flag",
                () -> flagHasLiveExperiment(after.flag()),
                "one_policy_per_conflict_domain",
                () -> DomainRows.mismatch(pg, after));
        return pg.change(sign(stamp, change.name()), constraints, tx -> {
            if (change.happenings().stream().anyMatch(PgExperiments::needsTheFlag)) {
                PgFlags.holdOpen(tx, after.flag());
            }
            boolean isCurrent = change.rules()
                    .map(rules -> PgReviewRules.stillHold(tx, rules))
                    .orElse(true);
            if (!isCurrent || save(tx, after) == 0) {
                return Optional.empty();
            }
            change.happenings().forEach(happening -> HappeningRows.keep(tx, after, happening, stamp));
            return tx.one(EXPERIMENT_BY_ID, ExperimentRow::read, after.id().value());
        });
    }

    @Override
    public Optional<Experiment> liveOn(FlagKey flag) {
        return pg.read(tx -> tx.one(LIVE_EXPERIMENT_OF_FLAG, ExperimentRow::read, flag.value()));
    }

    @Override
    public List<Experiment> sharing(Experiment experiment, int limit) {
        return DomainRows.sharing(pg, experiment, limit);
    }

    @Override
    public Page<DesignVersion> versions(ExperimentId id, PageRequest request) {
        var rows = pg.read(tx -> tx.list(
                VERSIONS,
                PgExperiments::version,
                id.value(),
                request.after(Integer::valueOf).orElse(null),
                request.limit() + 1));
        return Page.cut(rows, request.limit(), version -> Integer.toString(version.version()));
    }

    @Override
    public Optional<DesignVersion> version(ExperimentId id, int version) {
        return pg.read(tx -> tx.one(VERSION_BY_NUMBER, PgExperiments::version, id.value(), version));
    }

    @Override
    public Page<HistoryEntry> history(ExperimentId id, PageRequest request) {
        return HappeningRows.history(pg, id, request);
    }

    /** What is running or paused or forces subjects, read in the transaction that compiles the edges' configuration. */
    public static List<Experiment> atEdges(Tx tx) {
        return tx.list(EXPERIMENTS_AT_EDGES, ExperimentRow::read);
    }

    private static int save(Tx tx, Experiment after) {
        var columns = StateColumns.of(after.state());
        return tx.run(
                SAVE_EXPERIMENT,
                after.id().value(),
                after.revision(),
                after.status().text(),
                after.version(),
                columns.submittedAt(),
                columns.startedAt(),
                columns.intakePaused(),
                columns.endedAt(),
                columns.outcome(),
                columns.winner(),
                columns.comment(),
                utc(after.updatedAt()),
                !after.design().overrides().isEmpty(),
                tags(after),
                search(after));
    }

    private static String[] tags(Experiment experiment) {
        return experiment.design().tags().toArray(String[]::new);
    }

    /** A line each, so that nothing is found across them. */
    private static String search(Experiment experiment) {
        var design = experiment.design();
        return String.join(
                "\n", design.name(), design.hypothesis(), experiment.flag().value());
    }

    /** A rejected experiment does not hold its flag open, and a change of the default locks it: flag first, always. */
    private static boolean needsTheFlag(Happening happening) {
        return switch (happening) {
            case Happening.Moved moved -> moved.action() == Action.REWORK;
            case Happening.DefaultReplaced _ -> true;
            case Happening.VersionSaved _, Happening.Reviewed _, Happening.IntakeSwitched _, Happening.Concluded _ ->
                false;
        };
    }

    private Refusal flagHasLiveExperiment(FlagKey flag) {
        return liveOn(flag).map(Experiment::holdsFlag).orElseGet(() -> Experiment.flagWasTaken(flag));
    }

    private static DesignVersion version(Row row) {
        return new DesignVersion(
                row.getInteger("version"),
                DesignCodec.read(row.getJsonObject("design")),
                new UserId(row.getUUID("author_id")),
                row.getString("author_name"),
                ExperimentRow.instant(row, "created_at"));
    }
}
