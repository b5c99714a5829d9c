package io.lotty.audit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people are refused that they may not do is in the audit log. */
@WithStores
@Covers("ACC-6")
class DenialsIT {
    private static FreshDatabase database;
    private static RunningLotty lotty;
    private static HttpCaller admin;
    private static HttpCaller erin;

    @BeforeAll
    static void start(FreshDatabase own, FreshRedis redis) {
        database = own;
        lotty = RunningLotty.start(database, redis);
        admin = lotty.as(RunningLotty.ADMIN);
        erin = lotty.as(RunningLotty.EXPERIMENTER);
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @Test
    void every_denial_of_a_person_leaves_an_entry() {
        var reply = erin.with("X-Request-Id", "denied-1").get("/api/v1/api-keys?limit=3");
        assertThat(reply.status()).isEqualTo(403);

        var entries = denials("listApiKeys");
        assertThat(entries).hasSize(1);
        var entry = entries.getFirst();
        assertThat(entry.getString("actor"))
                .isEqualTo(erin.get("/api/v1/auth/me").json().getString("id"));
        assertThat(entry.getString("request_id")).isEqualTo("denied-1");
        assertThat(entry.getValue("before")).isNull();
        assertThat(entry.getJsonObject("after"))
                .isEqualTo(new JsonObject().put("path", "/api/v1/api-keys").put("roles", JsonArray.of("experimenter")));
    }

    @Test
    void who_is_nobody_or_refused_for_another_reason_leaves_none() {
        assertThat(lotty.nobody().post("/api/v1/users", new JsonObject()).status())
                .isEqualTo(401);
        assertThat(admin.post("/api/v1/users", new JsonObject()).status()).isEqualTo(422);
        assertThat(denials("createUser")).isEmpty();
    }

    @Test
    void an_application_that_is_denied_is_no_person_and_leaves_none() {
        var path = "/api/v1/experiments/01981b7e-6c1a-7d52-9c3e-3f0d5a7b8c9d/report";
        assertThat(lotty.product().get(path).status()).isEqualTo(403);
        assertThat(denials("getExperimentReport")).isEmpty();
    }

    @Test
    void who_is_denied_is_denied_even_when_that_cannot_be_written_down() throws SQLException {
        database.execute(
                "ALTER TABLE audit_log ADD CONSTRAINT no_denials CHECK (entity <> 'operation:createApproverGroup')");
        var reply = erin.post("/api/v1/approver-groups", new JsonObject());
        assertThat(reply.status()).isEqualTo(403);
        assertThat(denials("createApproverGroup")).isEmpty();
    }

    private static List<JsonObject> denials(String operation) {
        return admin
                .get("/api/v1/audit?action=access.denied&entity=operation:" + operation)
                .json()
                .getJsonArray("items")
                .stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
