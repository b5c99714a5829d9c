package io.lotty.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.HttpCaller.Reply;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Approver groups as admins keep them, and what they do to reviews. */
@WithStores
@Covers("ACC-3")
class ApproverGroupRoutesIT {
    private static final String ALL = "/api/v1/approver-groups";
    private static RunningLotty lotty;
    private static HttpCaller admin;
    private static HttpCaller erin;
    private static HttpCaller april;

    @BeforeAll
    static void start(FreshDatabase database, FreshRedis redis) {
        lotty = RunningLotty.start(database, redis);
        admin = lotty.as(RunningLotty.ADMIN);
        erin = lotty.as(RunningLotty.EXPERIMENTER);
        april = lotty.as(RunningLotty.APPROVER);
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @AfterEach
    void remove_groups() {
        for (var group : items(admin.get(ALL))) {
            admin.delete(ALL + "/" + group.getString("id"));
        }
    }

    @Test
    void an_admin_makes_a_group_that_everyone_signed_in_reads() {
        var made = admin.post(ALL, group(id(erin), 1, id(april), id(admin)));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(ALL + "/" + made.json().getString("id"));
        assertThat(made.json().getJsonArray("approver_ids")).containsExactly(id(april), id(admin));
        var read = april.get(made.header("Location"));
        assertThat(read.json()).isEqualTo(made.json());
        assertThat(read.header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(items(april.get(ALL + "?experimenter_id=" + id(erin)))).hasSize(1);
        assertThat(items(april.get(ALL + "?experimenter_id=" + id(april)))).isEmpty();
        assertThat(lotty.nobody().get(ALL).status()).isEqualTo(401);
        assertThat(april.get(ALL + "/" + new UUID(0, 9)).code()).isEqualTo("approver_group_not_found");
    }

    @Test
    void nobody_else_changes_groups() {
        var path = made();
        assertThat(april.post(ALL, new JsonObject()).status()).isEqualTo(403);
        assertThat(erin.put(path, new JsonObject()).status()).isEqualTo(403);
        assertThat(april.delete(path).status()).isEqualTo(403);
    }

    @Test
    void an_experimenter_has_one_group() {
        made();
        var second = admin.post(ALL, group(id(erin), 1, id(april)));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("group_exists");
    }

    @Test
    void a_group_that_cannot_be_is_told_all_that_is_wrong() {
        assertThat(pointers(admin.post(ALL, new JsonObject().put("x", 1))))
                .containsExactlyInAnyOrder("/experimenter_id", "/approver_ids", "/min_approvals", "/x");
        assertThat(pointers(admin.post(ALL, group("nobody", 0, "nobody"))))
                .containsExactlyInAnyOrder("/experimenter_id", "/approver_ids/0", "/min_approvals");
        var stranger = new UUID(0, 9).toString();
        assertThat(pointers(admin.post(ALL, group(id(april), 9, stranger, id(erin), id(april), id(admin), id(admin)))))
                .containsExactly(
                        "/experimenter_id",
                        "/approver_ids/0",
                        "/approver_ids/1",
                        "/approver_ids/2",
                        "/approver_ids/4",
                        "/min_approvals");
        assertThat(pointers(admin.post(ALL, group(id(erin), 1)))).containsExactly("/approver_ids");
    }

    @Test
    void a_group_is_changed_as_it_was_read_and_stays_its_experimenters() {
        var path = made();
        var tag = admin.get(path).header("ETag");

        var changed = admin.with("If-Match", tag).put(path, group(id(erin), 2, id(admin), id(april)));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().getInteger("min_approvals")).isEqualTo(2);
        assertThat(admin.with("If-Match", tag)
                        .put(path, group(id(erin), 1, id(april)))
                        .status())
                .isEqualTo(412);
        assertThat(admin.with("If-Match", tag).delete(path).status()).isEqualTo(412);
        assertThat(pointers(admin.put(path, group(id(admin), 1, id(april))))).containsExactly("/experimenter_id");

        var shorter = group(id(erin), 1, id(april));
        shorter.remove("experimenter_id");
        assertThat(admin.put(path, shorter).status()).isEqualTo(200);
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(admin.get(path).status()).isEqualTo(404);
    }

    @Test
    void every_change_of_a_group_is_audited() {
        var path = made();
        admin.put(path, group(id(erin), 2, id(admin), id(april)));
        admin.delete(path);

        var entity = "approver_group:" + path.substring(ALL.length() + 1);
        assertThat(items(admin.get("/api/v1/audit?entity=" + entity)))
                .extracting(entry -> entry.getString("action"))
                .containsExactly("approver_group.delete", "approver_group.update", "approver_group.create");
    }

    @Test
    @Covers("EXP-6")
    void an_experiment_in_review_tells_what_it_still_needs_and_of_whom() {
        var experiment = submitted();
        var common = erin.get(experiment).json().getJsonObject("review");
        assertThat(common.getValue("group_id")).isNull();
        assertThat(common.getInteger("needed")).isEqualTo(1);
        assertThat(common.getJsonArray("reviewers")).containsExactlyInAnyOrder(id(april), id(admin));

        var made = admin.post(ALL, group(id(erin), 2, id(admin), id(april))).json();
        assertThat(april.post(experiment + "/approve").status()).isEqualTo(200);
        assertThat(erin.get(experiment).json().getJsonObject("review"))
                .isEqualTo(new JsonObject()
                        .put("group_id", made.getString("id"))
                        .put("needed", 2)
                        .put("approvals", JsonArray.of(id(april)))
                        .put("reviewers", JsonArray.of(id(admin))));

        admin.put(ALL + "/" + made.getString("id"), group(id(erin), 1, id(admin)));
        assertThat(erin.get(experiment).json().getJsonObject("review").getJsonArray("approvals"))
                .isEmpty();
        var refused = april.post(experiment + "/reject", new JsonObject().put("comment", "no"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("detail")).contains("That of his approver group does: Admin.");
        assertThat(admin.post(experiment + "/approve").json().getString("status"))
                .isEqualTo("approved");
        assertThat(erin.get(experiment).json().containsKey("review")).isFalse();
    }

    private static String made() {
        return admin.post(ALL, group(id(erin), 1, id(april))).header("Location");
    }

    private static String submitted() {
        var draft = new JsonObject()
                .put("flag_key", "button_color")
                .put("name", "Red button")
                .put("audience_share", 100)
                .put("primary_metric", "conversion_rate")
                .put("variants", JsonArray.of(variant("red", false), variant("green", true)));
        var path = erin.post("/api/v1/experiments", draft).header("Location");
        assertThat(erin.post(path + "/submit").status()).isEqualTo(200);
        return path;
    }

    private static JsonObject variant(String name, boolean control) {
        return new JsonObject()
                .put("name", name)
                .put("value", name)
                .put("weight", 50)
                .put("control", control);
    }

    private static JsonObject group(String experimenter, int minApprovals, String... approvers) {
        return new JsonObject()
                .put("experimenter_id", experimenter)
                .put("approver_ids", new JsonArray(List.of(approvers)))
                .put("min_approvals", minApprovals);
    }

    private static String id(HttpCaller who) {
        return who.get("/api/v1/auth/me").json().getString("id");
    }

    private static List<JsonObject> items(Reply reply) {
        return reply.json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<String> pointers(Reply reply) {
        assertThat(reply.status()).isEqualTo(422);
        return reply.json().getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("pointer"))
                .toList();
    }
}
