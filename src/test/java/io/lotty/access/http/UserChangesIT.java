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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of people and their sessions when an admin, or they themselves, change something. */
@WithStores
@Covers({"ACC-1", "ACC-4"})
class UserChangesIT {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String NEXT = "the next password";
    private static RunningLotty lotty;
    private static HttpCaller admin;

    @BeforeAll
    static void start(FreshDatabase database, FreshRedis redis) {
        lotty = RunningLotty.start(database, redis);
        admin = lotty.as(RunningLotty.ADMIN);
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @Test
    void a_change_of_roles_holds_from_the_next_request_on() {
        var somebody = somebody("viewer");
        assertThat(somebody.caller().post("/api/v1/flags", flag()).status()).isEqualTo(403);

        var changed = admin.patch(
                somebody.path(),
                new JsonObject().put("name", "Somebody else").put("roles", JsonArray.of("experimenter", "viewer")));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().getString("name")).isEqualTo("Somebody else");
        assertThat(changed.json().getJsonArray("roles")).containsExactly("experimenter", "viewer");
        assertThat(somebody.caller().post("/api/v1/flags", flag()).status()).isEqualTo(201);
    }

    @Test
    void who_is_deactivated_is_out_at_once_and_stays_out_of_his_sessions_when_he_is_back() {
        var somebody = somebody("viewer");
        assertThat(somebody.me()).isEqualTo(200);

        assertThat(admin.patch(somebody.path(), new JsonObject().put("active", false))
                        .json()
                        .getBoolean("active"))
                .isFalse();
        assertThat(somebody.me()).isEqualTo(401);
        assertThat(somebody.refresh()).isEqualTo(401);
        assertThat(logIn(somebody.email(), RunningLotty.PASSWORD).status()).isEqualTo(401);

        admin.patch(somebody.path(), new JsonObject().put("active", true));
        assertThat(somebody.me()).isEqualTo(401);
        assertThat(somebody.refresh()).isEqualTo(401);
        assertThat(logIn(somebody.email(), RunningLotty.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void the_last_active_admin_can_neither_leave_nor_be_anything_less() {
        var me = admin.get("/api/v1/auth/me").json();
        var path = "/api/v1/users/" + me.getString("id");

        var leaving = admin.patch(path, new JsonObject().put("active", false));
        assertThat(leaving.status()).isEqualTo(409);
        assertThat(leaving.code()).isEqualTo("last_admin");
        assertThat(admin.patch(path, new JsonObject().put("roles", JsonArray.of("viewer")))
                        .code())
                .isEqualTo("last_admin");

        var second = somebody("admin");
        assertThat(second.caller()
                        .patch(path, new JsonObject().put("active", false))
                        .status())
                .isEqualTo(200);
        assertThat(second.caller()
                        .patch(path, new JsonObject().put("active", true))
                        .status())
                .isEqualTo(200);
        second.caller().patch(second.path(), new JsonObject().put("roles", JsonArray.of("viewer")));
        admin = lotty.as(RunningLotty.ADMIN);
    }

    @Test
    void a_change_of_what_has_changed_meanwhile_is_refused() {
        var somebody = somebody("viewer");
        var tag = admin.get(somebody.path()).header("ETag");
        var rename = new JsonObject().put("name", "One");

        assertThat(admin.with("If-Match", tag).patch(somebody.path(), rename).header("ETag"))
                .isNotEqualTo(tag);
        assertThat(admin.with("If-Match", tag).patch(somebody.path(), rename).status())
                .isEqualTo(412);
        assertThat(admin.patch(somebody.path(), new JsonObject().put("roles", new JsonArray()))
                        .status())
                .isEqualTo(422);
        assertThat(admin.patch(somebody.path(), new JsonObject().put("email", "a@b"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void an_admin_gives_a_new_password_and_all_sessions_end() {
        var somebody = somebody("viewer");

        assertThat(admin.put(somebody.path() + "/password", new JsonObject().put("password", NEXT))
                        .status())
                .isEqualTo(204);

        assertThat(somebody.me()).isEqualTo(401);
        assertThat(somebody.refresh()).isEqualTo(401);
        assertThat(logIn(somebody.email(), RunningLotty.PASSWORD).status()).isEqualTo(401);
        assertThat(logIn(somebody.email(), NEXT).status()).isEqualTo(200);
        assertThat(admin.put(somebody.path() + "/password", new JsonObject().put("password", "short"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void who_replaces_his_password_stays_in_and_all_else_who_were_in_as_him_do_not() {
        var somebody = somebody("viewer");
        var elsewhere = new Somebody(
                somebody.id(), logIn(somebody.email(), RunningLotty.PASSWORD).json(), somebody.email());

        var session = somebody.caller().post("/api/v1/auth/password", change(RunningLotty.PASSWORD));

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.header("Cache-Control")).isEqualTo("no-store");
        assertThat(new Somebody(somebody.id(), session.json(), somebody.email()).me())
                .isEqualTo(200);
        assertThat(elsewhere.me()).isEqualTo(401);
        assertThat(elsewhere.refresh()).isEqualTo(401);
        assertThat(somebody.refresh()).isEqualTo(401);
        assertThat(logIn(somebody.email(), NEXT).status()).isEqualTo(200);
    }

    @Test
    void guessing_the_current_password_is_limited_like_guessing_at_the_door() {
        var somebody = somebody("viewer");
        for (int i = 0; i < 10; i++) {
            var wrong = somebody.caller().post("/api/v1/auth/password", change("a wrong guess " + i));
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                    .isEqualTo("/current_password");
        }

        var limited = somebody.caller().post("/api/v1/auth/password", change(RunningLotty.PASSWORD));
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.code()).isEqualTo("too_many_requests");
        assertThat(logIn(somebody.email(), RunningLotty.PASSWORD).status()).isEqualTo(429);
        assertThat(somebody.me()).isEqualTo(200);
    }

    @Test
    void only_admins_change_users_and_are_asked_before_the_body_is_read() {
        var somebody = somebody("approver");
        assertThat(somebody.caller()
                        .patch(somebody.path(), new JsonObject().put("x", 1))
                        .status())
                .isEqualTo(403);
        assertThat(somebody.caller()
                        .put(somebody.path() + "/password", new JsonObject())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void users_are_listed_by_role_and_by_whether_they_are_active() {
        var gone = somebody("approver");
        admin.patch(gone.path(), new JsonObject().put("active", false));

        assertThat(admin.get("/api/v1/users?role=approver&active=false").body()).contains(gone.id());
        assertThat(admin.get("/api/v1/users?role=approver&active=true").body())
                .contains("April")
                .doesNotContain(gone.id());
        assertThat(admin.get("/api/v1/users?active=perhaps").status()).isEqualTo(422);
        assertThat(admin.get("/api/v1/users?role=king").status()).isEqualTo(422);
    }

    private record Somebody(String id, JsonObject session, String email) {
        HttpCaller caller() {
            return lotty.nobody().with("Authorization", "Bearer " + session.getString("access_token"));
        }

        String path() {
            return "/api/v1/users/" + id;
        }

        int me() {
            return caller().get("/api/v1/auth/me").status();
        }

        int refresh() {
            var token = new JsonObject().put("refresh_token", session.getString("refresh_token"));
            return lotty.nobody().post("/api/v1/auth/refresh", token).status();
        }
    }

    private static Somebody somebody(String role) {
        var email = "somebody" + NUMBERS.incrementAndGet() + "@lotty.local";
        var made = admin.post(
                "/api/v1/users",
                new JsonObject()
                        .put("email", email)
                        .put("name", "Somebody")
                        .put("password", RunningLotty.PASSWORD)
                        .put("roles", JsonArray.of(role)));
        return new Somebody(
                made.json().getString("id"), logIn(email, RunningLotty.PASSWORD).json(), email);
    }

    private static Reply logIn(String email, String password) {
        return lotty.nobody()
                .post("/api/v1/auth/login", new JsonObject().put("email", email).put("password", password));
    }

    private static JsonObject change(String current) {
        return new JsonObject().put("current_password", current).put("new_password", NEXT);
    }

    private static JsonObject flag() {
        return new JsonObject()
                .put("key", "flag-" + NUMBERS.incrementAndGet())
                .put("type", "string")
                .put("default_value", "");
    }
}
