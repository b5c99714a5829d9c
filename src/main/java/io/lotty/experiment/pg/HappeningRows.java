package io.lotty.experiment.pg;

import static io.lotty.experiment.pg.StateColumns.utc;

import io.lotty.access.Stamp;
import io.lotty.experiment.Action;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.Happening;
import io.lotty.experiment.HistoryEntry;
import io.lotty.experiment.Review;
import io.lotty.experiment.Status;
import io.lotty.flag.pg.PgFlags;
import io.lotty.id.ExperimentId;
import io.lotty.id.VariantName;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.Tx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** What happened to experiments: the rows that each happening leaves, and the history read back. */
final class HappeningRows {
    private static final String ADD_VERSION = """
            INSERT INTO experiment_version (experiment_id, version, design, author_id, created_at)
            VALUES ($1, $2, $3, $4, $5)""";
    private static final String ADD_REVIEW = """
            INSERT INTO experiment_review (experiment_id, submitted_at, reviewer_id, version, decision, comment, at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""";
    private static final String ADD_HISTORY = """
            INSERT INTO experiment_history (experiment_id, at, actor, kind, details)
            VALUES ($1, $2, $3, $4, $5)""";
    private static final String HISTORY = """
            SELECT h.id, h.at, h.actor, u.name AS actor_name, h.kind, h.details
              FROM experiment_history h
              LEFT JOIN app_user u ON u.id::text = h.actor
             WHERE h.experiment_id = $1 AND ($2::bigint IS NULL OR h.id > $2)
             ORDER BY h.id
             LIMIT $3""";

    private HappeningRows() {}

    static void keep(Tx tx, Experiment experiment, Happening happening, Stamp stamp) {
        switch (happening) {
            case Happening.VersionSaved saved -> {
                addVersion(tx, experiment, saved, stamp);
                addHistory(tx, experiment, "version_saved", details(saved), stamp);
            }
            case Happening.Reviewed reviewed -> {
                addReview(tx, experiment, reviewed.review());
                addHistory(tx, experiment, "reviewed", details(reviewed.review()), stamp);
            }
            case Happening.Moved moved -> {
                var details =
                        transition(moved.action(), moved.from(), moved.to()).put("comment", moved.comment());
                addHistory(tx, experiment, "transition", details, stamp);
                DomainRows.keep(tx, experiment);
            }
            case Happening.IntakeSwitched(boolean paused) ->
                addHistory(tx, experiment, paused ? "intake_paused" : "intake_resumed", new JsonObject(), stamp);
            case Happening.Concluded concluded -> {
                addHistory(tx, experiment, "transition", details(concluded), stamp);
                DomainRows.keep(tx, experiment);
            }
            case Happening.DefaultReplaced replaced -> {
                PgFlags.replaceDefault(tx, experiment.flag(), replaced.value(), stamp.at());
                addHistory(tx, experiment, "default_replaced", details(replaced), stamp);
            }
        }
    }

    static Page<HistoryEntry> history(Pg pg, ExperimentId id, PageRequest request) {
        var rows = pg.read(tx -> tx.list(
                HISTORY,
                HappeningRows::entry,
                id.value(),
                request.after(Long::valueOf).orElse(null),
                request.limit() + 1));
        return Page.cut(rows, request.limit(), entry -> Long.toString(entry.id()));
    }

    private static void addVersion(Tx tx, Experiment experiment, Happening.VersionSaved saved, Stamp stamp) {
        tx.run(
                ADD_VERSION,
                experiment.id().value(),
                saved.version(),
                DesignCodec.write(experiment.design()),
                stamp.actor().id().value(),
                utc(stamp.at()));
    }

    private static void addReview(Tx tx, Experiment experiment, Review review) {
        tx.run(
                ADD_REVIEW,
                experiment.id().value(),
                utc(review.submittedAt()),
                review.reviewer().value(),
                review.version(),
                review.verdict().text(),
                review.comment(),
                utc(review.at()));
    }

    private static void addHistory(Tx tx, Experiment experiment, String kind, JsonObject details, Stamp stamp) {
        tx.run(
                ADD_HISTORY,
                experiment.id().value(),
                utc(stamp.at()),
                stamp.actor().id().toString(),
                kind,
                details);
    }

    private static JsonObject details(Happening.VersionSaved saved) {
        var details = new JsonObject().put("version", saved.version());
        saved.clonedFrom().ifPresent(original -> details.put("cloned_from", original.toString()));
        return details;
    }

    private static JsonObject details(Review review) {
        return new JsonObject()
                .put("decision", review.verdict().text())
                .put("version", review.version())
                .put("comment", review.comment());
    }

    private static JsonObject details(Happening.Concluded concluded) {
        var completion = concluded.completion();
        return transition(Action.COMPLETE, concluded.from(), Status.COMPLETED)
                .put("comment", completion.comment())
                .put("outcome", completion.outcome().text())
                .put("winner", completion.winner().map(VariantName::value).orElse(null));
    }

    private static JsonObject details(Happening.DefaultReplaced replaced) {
        return new JsonObject()
                .put("variant", replaced.winner().value())
                .put("value", Json.decodeValue(replaced.value().json()));
    }

    private static JsonObject transition(Action action, Status from, Status to) {
        return new JsonObject()
                .put("action", action.text())
                .put("from", from.text())
                .put("to", to.text());
    }

    private static HistoryEntry entry(Row row) {
        return new HistoryEntry(
                row.getLong("id"),
                ExperimentRow.instant(row, "at"),
                row.getString("actor"),
                Optional.ofNullable(row.getString("actor_name")),
                row.getString("kind"),
                row.getJsonObject("details").encode());
    }
}
