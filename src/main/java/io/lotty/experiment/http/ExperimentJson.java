package io.lotty.experiment.http;

import io.lotty.experiment.Action;
import io.lotty.experiment.Approval;
import io.lotty.experiment.DesignVersion;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.ExperimentState;
import io.lotty.experiment.ExperimentState.Approved;
import io.lotty.experiment.ExperimentState.Archived;
import io.lotty.experiment.ExperimentState.Completed;
import io.lotty.experiment.ExperimentState.Draft;
import io.lotty.experiment.ExperimentState.InReview;
import io.lotty.experiment.ExperimentState.Live;
import io.lotty.experiment.ExperimentState.Rejected;
import io.lotty.experiment.HistoryEntry;
import io.lotty.id.VariantName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Experiments, their versions and their history as callers read them. */
final class ExperimentJson {
    private ExperimentJson() {}

    static JsonObject write(Experiment experiment) {
        var json = new JsonObject()
                .put("id", experiment.id().toString())
                .put("flag_key", experiment.flag().value())
                .put("owner_id", experiment.owner().toString())
                .put("status", experiment.status().text())
                .put("version", experiment.version());
        DesignJson.write(experiment.design(), json)
                .put("intake_paused", experiment.intakePaused())
                .put("created_at", experiment.createdAt().toString())
                .put("updated_at", experiment.updatedAt().toString())
                .putNull("started_at")
                .putNull("ended_at")
                .putNull("outcome")
                .putNull("winner")
                .putNull("outcome_comment")
                .put(
                        "allowed_actions",
                        new JsonArray(experiment.allowedActions().stream()
                                .map(Action::text)
                                .toList()));
        return writeState(experiment.state(), json);
    }

    static JsonObject write(DesignVersion version) {
        var json = new JsonObject()
                .put("version", version.version())
                .put("author_id", version.author().toString())
                .put("author_name", version.authorName())
                .put("created_at", version.createdAt().toString());
        return DesignJson.write(version.design(), json);
    }

    /** The details stand beside who and when. */
    static JsonObject write(HistoryEntry entry) {
        var json = new JsonObject().put("at", entry.at().toString()).put("actor", entry.actor());
        entry.actorName().ifPresent(name -> json.put("actor_name", name));
        return json.put("kind", entry.kind()).mergeIn(new JsonObject(entry.details()));
    }

    private static JsonObject writeState(ExperimentState state, JsonObject json) {
        return switch (state) {
            case Draft _, Rejected _ -> json;
            case InReview inReview -> json.put("approvals", approvals(inReview.approvals()));
            case Approved approved -> json.put("approvals", approvals(approved.approvals()));
            case Live live -> json.put("started_at", live.startedAt().toString());
            case Completed completed -> writeEnd(completed, json);
            case Archived archived -> writeEnd(archived.end(), json);
        };
    }

    private static JsonObject writeEnd(Completed end, JsonObject json) {
        var completion = end.completion();
        return json.put("started_at", end.startedAt().toString())
                .put("ended_at", end.endedAt().toString())
                .put("outcome", completion.outcome().text())
                .put("winner", completion.winner().map(VariantName::value).orElse(null))
                .put("outcome_comment", completion.comment());
    }

    private static JsonArray approvals(List<Approval> approvals) {
        var array = new JsonArray();
        approvals.forEach(approval -> array.add(new JsonObject()
                .put("reviewer_id", approval.reviewer().toString())
                .put("comment", approval.comment())
                .put("at", approval.at().toString())));
        return array;
    }
}
