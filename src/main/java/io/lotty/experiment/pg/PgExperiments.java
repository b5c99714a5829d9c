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
            INSERT INTO experiment (id, flag_key, owner_id, salt, hash_version, status, version, revision, created_at, updated_at)
            VALUES ($1, $2, $3, $4, 1, $5, $6, 1, $7, $7)""";
    private static final String SAVE_EXPERIMENT = """
            UPDATE experiment
               SET status = $3, version = $4, submitted_at = $5, started_at = $6, ended_at = $7, outcome = $8, winner = $9,
                   outcome_comment = $10, updated_at = $11, revision = revision + 1
             WHERE id = $1 AND revision = $2""";
    private static final String EXPERIMENT_BY_ID = SELECT_EXPERIMENT + " WHERE e.id = $1";
    private static final String LIVE_EXPERIMENTS =
            SELECT_EXPERIMENT + " WHERE e.status IN ('running', 'paused') ORDER BY e.id";
    private static final String LIVE_EXPERIMENT_OF_FLAG =
            SELECT_EXPERIMENT + " WHERE e.flag_key = $1 AND e.status IN ('running', 'paused')";
    private static final String EXPERIMENTS = SELECT_EXPERIMENT + """
             WHERE ($1::uuid IS NULL OR e.id < $1)
               AND ($2::text IS NULL OR e.status = $2)
               AND ($3::text IS NULL OR e.flag_key = $3)
               AND ($4::uuid IS NULL OR e.owner_id = $4)
               AND ($5::text IS NULL OR $5 IN (SELECT json_array_elements_text(v.design -> 'tags')))
               AND ($6::text IS NULL OR strpos(lower(v.design ->> 'name'), lower($6)) > 0
                    OR strpos(lower(v.design ->> 'hypothesis'), lower($6)) > 0
                    OR strpos(e.flag_key, lower($6)) > 0)
             ORDER BY e.id DESC
             LIMIT $7""";
    private static final String VERSIONS = """
            SELECT version, design, author_id, created_at
              FROM experiment_version
             WHERE experiment_id = $1 AND ($2::integer IS NULL OR version > $2)
             ORDER BY version
             LIMIT $3""";
    private static final String VERSION_BY_NUMBER = """
            SELECT version, design, author_id, created_at
              FROM experiment_version WHERE experiment_id = $1 AND version = $2""";

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
                    utc(experiment.createdAt()));
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
                filter.status().map(Status::text).orElse(null),
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
        Map<String, Supplier<Refusal>> constraints =
                Map.of("one_live_experiment_per_flag", () -> flagHasLiveExperiment(after.flag()));
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

    /** What is running or paused, read in the transaction that compiles the edges' configuration. */
    public static List<Experiment> live(Tx tx) {
        return tx.list(LIVE_EXPERIMENTS, ExperimentRow::read);
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
                columns.endedAt(),
                columns.outcome(),
                columns.winner(),
                columns.comment(),
                utc(after.updatedAt()));
    }

    /** A rejected experiment does not hold its flag open, and a change of the default locks it: flag first, always. */
    private static boolean needsTheFlag(Happening happening) {
        return switch (happening) {
            case Happening.Moved moved -> moved.action() == Action.REWORK;
            case Happening.DefaultReplaced _ -> true;
            case Happening.VersionSaved _, Happening.Reviewed _, Happening.Concluded _ -> false;
        };
    }

    private Refusal flagHasLiveExperiment(FlagKey flag) {
        var other = pg.read(tx -> tx.one(LIVE_EXPERIMENT_OF_FLAG, ExperimentRow::read, flag.value()));
        var which = other.map(live -> live.design().name() + "\" (" + live.id() + ") is "
                        + live.status().text())
                .map(words -> "\"" + words)
                .orElse("another one was running a moment ago");
        return new Refusal.Conflict(
                "flag_has_live_experiment",
                "Flag " + flag + " can have one running or paused experiment at a time: " + which + ".");
    }

    private static DesignVersion version(Row row) {
        return new DesignVersion(
                row.getInteger("version"),
                DesignCodec.read(row.getJsonObject("design")),
                new UserId(row.getUUID("author_id")),
                ExperimentRow.instant(row, "created_at"));
    }
}
