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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Users and API keys, as people manage them. */
@WithStores
class AccessRoutesIT {
    private static final JsonObject DECIDE = new JsonObject().put("subject_id", "user-1");
    private static RunningLotty lotty;
    private static HttpCaller admin;
    private static HttpCaller experimenter;

    @BeforeAll
    static void start(FreshDatabase database, FreshRedis redis) {
        lotty = RunningLotty.start(database, redis);
        admin = lotty.as(RunningLotty.ADMIN);
        experimenter = lotty.as(RunningLotty.EXPERIMENTER);
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @Test
    @Covers("ACC-1")
    void an_admin_takes_in_a_user_who_may_hold_several_roles_and_can_log_in() {
        var reply = admin.post(
                "/api/v1/users",
                user("Vic@lotty.local")
                        .put("roles", new JsonArray().add("viewer").add("approver")));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("Location"))
                .isEqualTo("/api/v1/users/" + reply.json().getString("id"));
        assertThat(reply.json().fieldNames())
                .containsExactlyInAnyOrder("id", "name", "email", "roles", "active", "created_at");
        assertThat(reply.json().getString("email")).isEqualTo("vic@lotty.local");
        assertThat(reply.json().getJsonArray("roles")).containsExactly("approver", "viewer");
        assertThat(lotty.as("vic@lotty.local").get("/api/v1/auth/me").status()).isEqualTo(200);
    }

    @Test
    @Covers("ACC-1")
    void nobody_else_takes_users_in() {
        assertThat(experimenter.post("/api/v1/users", user("a@lotty.local")).status())
                .isEqualTo(403);
        assertThat(lotty.nobody().post("/api/v1/users", user("a@lotty.local")).status())
                .isEqualTo(401);
    }

    @Test
    void a_user_that_cannot_be_is_told_all_that_is_wrong() {
        var reply = admin.post(
                "/api/v1/users",
                new JsonObject()
                        .put("email", "erin")
                        .put("name", " ")
                        .put("password", "short")
                        .put("roles", new JsonArray()));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(pointers(reply)).containsExactlyInAnyOrder("/email", "/name", "/password", "/roles");
        assertThat(reply.body()).doesNotContain("short\"");
        assertThat(pointers(
                        admin.post("/api/v1/users", user("b@lotty.local").put("roles", new JsonArray().add("king")))))
                .containsExactly("/roles/0");
    }

    @Test
    void an_address_is_taken_once() {
        var reply = admin.post("/api/v1/users", user("ERIN@lotty.local"));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("email_taken");
    }

    @Test
    @Covers("ACC-1")
    void everyone_signed_in_sees_users_and_only_admins_their_addresses() {
        var forAdmin = admin.get("/api/v1/users?q=erin").json().getJsonArray("items");
        var forOther = experimenter.get("/api/v1/users?q=erin").json().getJsonArray("items");
        var path = "/api/v1/users/" + forAdmin.getJsonObject(0).getString("id");

        assertThat(forAdmin.getJsonObject(0).getString("email")).isEqualTo(RunningLotty.EXPERIMENTER);
        assertThat(forOther.getJsonObject(0).getString("name")).isEqualTo("Erin Experimenter");
        assertThat(forOther.getJsonObject(0).containsKey("email")).isFalse();
        assertThat(admin.get(path).json().containsKey("email")).isTrue();
        assertThat(experimenter.get(path).json().containsKey("email")).isFalse();
        assertThat(lotty.nobody().get("/api/v1/users").status()).isEqualTo(401);
    }

    @Test
    void an_unknown_user_is_not_found_and_a_strange_cursor_is_refused() {
        assertThat(admin.get("/api/v1/users/" + new UUID(0, 9)).code()).isEqualTo("user_not_found");
        assertThat(admin.get("/api/v1/users/not-an-id").status()).isEqualTo(404);
        assertThat(pointers(admin.get("/api/v1/users?cursor=YQ"))).containsExactly("cursor");
        assertThat(admin.get("/api/v1/users?q=%00").status()).isEqualTo(422);
    }

    @Test
    @Covers("ACC-5")
    void a_keys_secret_is_shown_once() {
        var made = admin.post("/api/v1/api-keys", key("shop"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().getString("secret")).startsWith("lk_");
        assertThat(made.json().getString("scope")).isEqualTo("client");
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(admin.get("/api/v1/api-keys").body())
                .contains(made.json().getString("id"))
                .doesNotContain("secret", made.json().getString("secret"));
    }

    @Test
    @Covers("ACC-5")
    void a_key_decides_from_when_it_is_made_until_it_is_revoked() {
        var made = admin.post("/api/v1/api-keys", key("short-lived")).json();
        var product = new HttpCaller(lotty.url(), Map.of("X-API-Key", made.getString("secret")));
        assertThat(product.post("/api/v1/decide", DECIDE).status()).isEqualTo(200);

        var path = "/api/v1/api-keys/" + made.getString("id");
        assertThat(admin.delete(path).status()).isEqualTo(204);

        assertThat(product.post("/api/v1/decide", DECIDE).status()).isEqualTo(401);
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(lotty.product().post("/api/v1/decide", DECIDE).status()).isEqualTo(200);
    }

    @Test
    @Covers("ACC-5")
    void keys_are_the_admins() {
        var path = "/api/v1/api-keys";

        assertThat(experimenter.get(path).status()).isEqualTo(403);
        assertThat(experimenter.post(path, key("x")).status()).isEqualTo(403);
        assertThat(experimenter.delete(path + "/" + new UUID(0, 9)).status()).isEqualTo(403);
        assertThat(lotty.nobody().delete(path + "/not-an-id").status()).isEqualTo(401);
        assertThat(admin.delete(path + "/" + new UUID(0, 9)).code()).isEqualTo("api_key_not_found");
        assertThat(pointers(admin.post(path, new JsonObject().put("scope", "root"))))
                .containsExactlyInAnyOrder("/name", "/scope");
    }

    private static JsonObject user(String email) {
        return new JsonObject()
                .put("email", email)
                .put("name", "Somebody")
                .put("password", RunningLotty.PASSWORD)
                .put("roles", new JsonArray().add("viewer"));
    }

    private static JsonObject key(String name) {
        return new JsonObject().put("name", name);
    }

    private static Iterable<String> pointers(Reply reply) {
        return reply.json().getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("pointer"))
                .toList();
    }
}
