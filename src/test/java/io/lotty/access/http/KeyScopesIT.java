package io.lotty.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** API keys at two whole Lottys over the same stores: what a key may do, and that it stops everywhere. */
@WithStores
@Covers("ACC-5")
class KeyScopesIT {
    private static final JsonObject DECIDE = new JsonObject().put("subject_id", "user-1");
    private static RunningLotty lotty;
    private static RunningLotty second;
    private static HttpCaller admin;
    private static String report;

    @BeforeAll
    static void start(FreshDatabase database, FreshRedis redis) {
        lotty = RunningLotty.start(database, redis);
        second = RunningLotty.start(database, redis);
        admin = lotty.as(RunningLotty.ADMIN);
        report = experiment() + "/report";
    }

    @AfterAll
    static void stop() {
        second.close();
        lotty.close();
    }

    @Test
    void a_server_key_reads_reports_and_a_client_key_does_not() {
        var server = make("server");
        var client = make("client");
        for (var place : List.of(lotty, second)) {
            assertThat(with(place, server).get(report).status()).isEqualTo(200);
            var refused = with(place, client).get(report);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json().getString("detail")).contains("scope server");
            assertThat(with(place, server).get("/api/v1/experiments").status()).isEqualTo(401);
        }
    }

    @Test
    void a_revoked_key_stops_on_every_edge_and_at_the_reports() {
        var key = make("server");
        for (var place : List.of(lotty, second)) {
            Eventually.holds(
                    () -> with(place, key).post("/api/v1/decide", DECIDE).status() == 200);
        }
        assertThat(admin.delete("/api/v1/api-keys/" + key.getString("id")).status())
                .isEqualTo(204);

        assertThat(with(lotty, key).post("/api/v1/decide", DECIDE).status()).isEqualTo(401);
        assertThat(with(lotty, key).get(report).status()).isEqualTo(401);
        assertThat(with(second, key).get(report).status()).isEqualTo(401);
        Eventually.holds(() -> with(second, key).post("/api/v1/decide", DECIDE).status() == 401);
        assertThat(admin.get("/api/v1/api-keys/" + key.getString("id")).json().getString("revoked_at"))
                .isNotNull();
    }

    @Test
    void a_wrong_key_and_a_missing_one_are_told_apart() {
        var wrong = lotty.nobody().with("X-API-Key", "lk_wrong");
        var atTheEdge = wrong.post("/api/v1/decide", DECIDE);
        assertThat(atTheEdge.status()).isEqualTo(401);
        assertThat(atTheEdge.json().getString("detail")).contains("unknown or revoked");
        assertThat(wrong.get(report).json().getString("detail")).contains("unknown or revoked");
        var missing = lotty.nobody().post("/api/v1/decide", DECIDE);
        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.json().getString("detail")).isEqualTo("Send an API key in the header X-API-Key.");
        assertThat(lotty.nobody().get(report).json().getString("detail")).contains("Log in first");
    }

    @Test
    void who_sends_a_token_and_a_key_comes_as_a_person() {
        var both = lotty.as(RunningLotty.APPROVER).with("X-API-Key", "lk_wrong");
        assertThat(both.get(report).status()).isEqualTo(200);
        assertThat(lotty.product()
                        .with("Authorization", "Bearer no.such.token")
                        .get(report)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void an_admin_reads_one_key_without_its_secret() {
        var key = make("server");
        var read = admin.get("/api/v1/api-keys/" + key.getString("id")).json();
        assertThat(read.fieldNames()).containsExactlyInAnyOrder("id", "name", "scope", "created_at", "revoked_at");
        assertThat(read.getString("scope")).isEqualTo("server");
        assertThat(admin.get("/api/v1/api-keys/not-an-id").code()).isEqualTo("api_key_not_found");
        assertThat(lotty.as(RunningLotty.APPROVER)
                        .get("/api/v1/api-keys/" + key.getString("id"))
                        .status())
                .isEqualTo(403);
    }

    private static JsonObject make(String scope) {
        return admin.post(
                        "/api/v1/api-keys",
                        new JsonObject().put("name", "of a test").put("scope", scope))
                .json();
    }

    private static HttpCaller with(RunningLotty place, JsonObject key) {
        return place.nobody().with("X-API-Key", key.getString("secret"));
    }

    private static String experiment() {
        var draft = new JsonObject()
                .put("flag_key", "button_color")
                .put("name", "Red button")
                .put("audience_share", 100)
                .put("primary_metric", "conversion_rate")
                .put("variants", JsonArray.of(variant("red", false), variant("green", true)));
        return lotty.as(RunningLotty.EXPERIMENTER)
                .post("/api/v1/experiments", draft)
                .header("Location");
    }

    private static JsonObject variant(String name, boolean control) {
        return new JsonObject()
                .put("name", name)
                .put("value", name)
                .put("weight", 50)
                .put("control", control);
    }
}
