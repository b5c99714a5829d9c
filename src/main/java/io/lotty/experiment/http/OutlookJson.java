package io.lotty.experiment.http;

import io.lotty.experiment.Conflict;
import io.lotty.experiment.ConflictDomain;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.Outlook;
import io.lotty.experiment.Rivalry;
import io.lotty.refusal.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a start would meet, as callers read it. */
final class OutlookJson {
    private static final String ASSUMPTION =
            "Audiences are taken as independent of each other: the expected overlap is "
                    + "the product of the audience shares, in percent of all subjects. Targeting and the subjects that are held "
                    + "already are not looked at. Where the hash decides, each side loses half of the overlap.";

    private OutlookJson() {}

    static JsonObject write(Outlook outlook) {
        var conflicts = new JsonArray();
        outlook.onFlag()
                .filter(live -> outlook.rivalries().stream()
                        .noneMatch(rivalry -> rivalry.other().id().equals(live.id())))
                .ifPresent(live -> conflicts.add(onFlag(live)));
        outlook.rivalries().forEach(rivalry -> conflicts.add(write(outlook, rivalry)));
        var reasons = new JsonArray();
        outlook.obstacles().forEach(obstacle -> reasons.add(write(obstacle)));
        return new JsonObject()
                .put("can_start", outlook.obstacles().isEmpty())
                .put("reasons", reasons)
                .put("conflicts", conflicts)
                .put("assumption", ASSUMPTION);
    }

    private static JsonObject write(Refusal obstacle) {
        return new JsonObject().put("code", obstacle.code()).put("message", obstacle.sentence());
    }

    private static JsonObject onFlag(Experiment live) {
        return other(live)
                .put("blocks_start", true)
                .put("shared_domains", new JsonArray())
                .putNull("policy")
                .putNull("other_policy")
                .putNull("winner")
                .putNull("expected_overlap")
                .putNull("expected_loss");
    }

    private static JsonObject write(Outlook outlook, Rivalry rivalry) {
        var json = other(rivalry.other())
                .put("blocks_start", outlook.isBlockedBy(rivalry.other()))
                .put(
                        "shared_domains",
                        new JsonArray(rivalry.domains().stream()
                                .map(ConflictDomain::value)
                                .toList()))
                .put("policy", policy(rivalry.mine()))
                .put("other_policy", policy(rivalry.other()));
        return rivalry.canMeet()
                ? json.put("winner", winner(rivalry))
                        .put("expected_overlap", rivalry.expectedOverlap())
                        .put("expected_loss", rivalry.expectedLoss())
                : json.putNull("winner").putNull("expected_overlap").putNull("expected_loss");
    }

    private static String winner(Rivalry rivalry) {
        return switch (rivalry.winner()) {
            case MINE -> "this";
            case OTHER -> "other";
            case HASH -> "hash";
        };
    }

    private static JsonObject other(Experiment other) {
        return new JsonObject()
                .put("id", other.id().toString())
                .put("name", other.design().name())
                .put("status", other.status().text())
                .put("flag_key", other.flag().value());
    }

    private static String policy(Experiment experiment) {
        return experiment
                .design()
                .conflict()
                .map(Conflict::policy)
                .orElseThrow()
                .text();
    }
}
