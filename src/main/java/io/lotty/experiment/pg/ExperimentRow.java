package io.lotty.experiment.pg;

import io.lotty.experiment.Approval;
import io.lotty.experiment.Completion;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.ExperimentState;
import io.lotty.experiment.Outcome;
import io.lotty.experiment.Salt;
import io.lotty.experiment.Status;
import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.UserId;
import io.lotty.id.VariantName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Experiments out of the rows of one select, whose text stands here beside its mapping. */
final class ExperimentRow {
    static final String SELECT_EXPERIMENT = """
            SELECT e.id, e.flag_key, e.owner_id, e.salt, e.status, e.version, e.revision, e.submitted_at, e.started_at,
                   e.intake_paused, e.ended_at, e.outcome, e.winner, e.outcome_comment, e.created_at, e.updated_at, v.design,
                   (SELECT json_agg(json_build_object('reviewer_id', r.reviewer_id, 'comment', r.comment, 'at', r.at)
                                    ORDER BY r.at, r.reviewer_id)
                      FROM experiment_review r
                     WHERE r.experiment_id = e.id AND r.submitted_at = e.submitted_at AND r.decision = 'approve')
                   AS approvals
              FROM experiment e
              JOIN experiment_version v ON v.experiment_id = e.id AND v.version = e.version
            """;

    private ExperimentRow() {}

    static Experiment read(Row row) {
        return new Experiment(
                new ExperimentId(row.getUUID("id")),
                new FlagKey(row.getString("flag_key")),
                new UserId(row.getUUID("owner_id")),
                Salt.of(row.getBuffer("salt").getBytes()),
                row.getInteger("version"),
                row.getInteger("revision"),
                DesignCodec.read(row.getJsonObject("design")),
                state(row),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static ExperimentState state(Row row) {
        return switch (Status.of(row.getString("status"))) {
            case DRAFT -> new ExperimentState.Draft();
            case IN_REVIEW -> new ExperimentState.InReview(instant(row, "submitted_at"), approvals(row));
            case APPROVED -> new ExperimentState.Approved(instant(row, "submitted_at"), approvals(row));
            case REJECTED -> new ExperimentState.Rejected();
            case RUNNING -> new ExperimentState.Running(instant(row, "started_at"), row.getBoolean("intake_paused"));
            case PAUSED -> new ExperimentState.Paused(instant(row, "started_at"), row.getBoolean("intake_paused"));
            case COMPLETED -> completed(row);
            case ARCHIVED -> new ExperimentState.Archived(completed(row));
        };
    }

    private static ExperimentState.Completed completed(Row row) {
        var completion = new Completion(
                Outcome.of(row.getString("outcome")),
                Optional.ofNullable(row.getString("winner")).map(VariantName::new),
                row.getString("outcome_comment"));
        return new ExperimentState.Completed(instant(row, "started_at"), instant(row, "ended_at"), completion);
    }

    private static List<Approval> approvals(Row row) {
        var array = row.get(JsonArray.class, "approvals");
        return array == null
                ? List.of()
                : array.stream()
                        .map(JsonObject.class::cast)
                        .map(json -> new Approval(
                                UserId.of(json.getString("reviewer_id")),
                                json.getString("comment"),
                                OffsetDateTime.parse(json.getString("at")).toInstant()))
                        .toList();
    }

    static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
