package io.lotty.app;

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
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A change sent again under its key: as people's programs do when no answer came. */
@WithStores
@Covers("API-1")
class IdempotencyIT {
    private static final String FLAGS = "/api/v1/flags";
    private static FreshDatabase database;
    private static RunningLotty lotty;
    private static HttpCaller admin;
    private static HttpCaller erin;

    @BeforeAll
    static void start(FreshDatabase fresh, FreshRedis redis) {
        database = fresh;
        lotty = RunningLotty.start(fresh, redis);
        admin = lotty.as(RunningLotty.ADMIN);
        erin = lotty.as(RunningLotty.EXPERIMENTER);
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @Test
    void a_repeat_gets_the_same_answer_and_changes_nothing() {
        var first = keyed("a").post(FLAGS, flag("once"));
        var again = keyed("a").post(FLAGS, flag("once"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo("/api/v1/flags/once");
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag")).isNotEmpty();
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
        assertThat(audited("flag:once")).hasSize(1);
    }

    @Test
    void a_repeat_tells_what_was_and_not_what_is_by_now() {
        erin.post(FLAGS, flag("moving"));
        var on = new JsonObject().put("default_value", true);
        var first = keyed("b").patch(FLAGS + "/moving", on);
        erin.patch(FLAGS + "/moving", new JsonObject().put("default_value", false));

        assertThat(keyed("b").patch(FLAGS + "/moving", on).body()).isEqualTo(first.body());
        assertThat(erin.get(FLAGS + "/moving").json().getBoolean("default_value"))
                .isFalse();
    }

    @Test
    void another_request_under_the_same_key_is_a_conflict() {
        keyed("c").post(FLAGS, flag("first"));

        for (var other : new HttpCaller.Reply[] {
            keyed("c").post(FLAGS, flag("second")),
            keyed("c").post("/api/v1/metrics", flag("first")),
            keyed("c").post(FLAGS + "/first/archive"),
            keyed("c").post(FLAGS + "?dry", flag("first"))
        }) {
            assertThat(other.status()).isEqualTo(409);
            assertThat(other.code()).isEqualTo("idempotency_conflict");
        }
        assertThat(erin.get(FLAGS + "/second").status()).isEqualTo(404);
    }

    @Test
    void twenty_at_once_make_one_flag_and_are_told_the_same() throws Exception {
        Callable<HttpCaller.Reply> create = () -> keyed("d").post(FLAGS, flag("crowded"));
        try (var senders = Executors.newFixedThreadPool(20)) {
            var replies = senders.invokeAll(Collections.nCopies(20, create)).stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(replies).extracting(HttpCaller.Reply::status).containsOnly(201);
            assertThat(replies)
                    .extracting(HttpCaller.Reply::body)
                    .containsOnly(replies.getFirst().body());
            assertThat(replies)
                    .filteredOn(reply -> reply.header("Idempotency-Replayed").isEmpty())
                    .hasSize(1);
        }
        assertThat(audited("flag:crowded")).hasSize(1);
    }

    @Test
    void a_refusal_is_not_kept_so_that_the_repeat_is_tried_anew() {
        var edit = new JsonObject().put("description", "now there is one");
        assertThat(keyed("e").patch(FLAGS + "/late", edit).status()).isEqualTo(404);
        assertThat(keyed("e").post(FLAGS, flag("button_color")).code()).isEqualTo("flag_exists");
        erin.post(FLAGS, flag("late"));

        assertThat(keyed("e").patch(FLAGS + "/late", edit).status()).isEqualTo(200);
    }

    @Test
    void keys_are_each_users_own() {
        assertThat(keyed("f").post(FLAGS, flag("erins")).status()).isEqualTo(201);
        var admins = admin.with("Idempotency-Key", "f").post(FLAGS, flag("admins"));

        assertThat(admins.status()).isEqualTo(201);
        assertThat(admins.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void a_secret_is_given_once_and_kept_nowhere() throws SQLException {
        var caller = admin.with("Idempotency-Key", "g");
        var name = new JsonObject().put("name", "kept nowhere");
        var secret = caller.post("/api/v1/api-keys", name).json().getString("secret");
        var again = caller.post("/api/v1/api-keys", name);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("idempotency_secret_answer");
        assertThat(caller.post("/api/v1/api-keys", name.copy().put("name", "other"))
                        .code())
                .isEqualTo("idempotency_conflict");
        assertThat(admin.get("/api/v1/api-keys?q=kept")
                        .json()
                        .getJsonArray("items")
                        .size())
                .isEqualTo(1);
        assertThat(
                        text(
                                "SELECT string_agg(convert_from(body, 'UTF8'), '') FROM idempotency_key WHERE body IS NOT NULL"))
                .doesNotContain(secret);
        assertThat(text("SELECT count(key)::text FROM idempotency_key WHERE key = 'g' AND status IS NULL"))
                .isEqualTo("1");
    }

    @Test
    void a_session_begins_and_goes_on_whatever_the_key() {
        var logIn = new JsonObject().put("email", RunningLotty.APPROVER).put("password", RunningLotty.PASSWORD);
        var caller = lotty.nobody().with("Idempotency-Key", "h");
        var first = caller.post("/api/v1/auth/login", logIn).json();
        var second = caller.post("/api/v1/auth/login", logIn).json();

        assertThat(second.getString("refresh_token")).isNotEqualTo(first.getString("refresh_token"));
        var refresh = new JsonObject().put("refresh_token", second.getString("refresh_token"));
        assertThat(caller.post("/api/v1/auth/refresh", refresh).status()).isEqualTo(200);
        assertThat(caller.post("/api/v1/auth/refresh", refresh).status()).isEqualTo(401);
    }

    @Test
    void a_wrong_try_counts_although_its_request_bears_a_key() {
        user("guessed@lotty.local", "viewer");
        var guesser = lotty.as("guessed@lotty.local").with("Idempotency-Key", "w");
        var wrong = new JsonObject().put("current_password", "not it at all").put("new_password", "what-it-shall-be");

        Eventually.holds(() -> guesser.post("/api/v1/auth/password", wrong).status() == 429);
    }

    @Test
    void a_wrong_log_in_counts_although_somebody_who_is_logged_in_sends_it_under_a_key() {
        user("victim@lotty.local", "viewer");
        var guess = new JsonObject().put("email", "victim@lotty.local").put("password", "not it at all");

        Eventually.holds(() -> keyed("v").post("/api/v1/auth/login/", guess).status() == 429);
    }

    @Test
    void who_has_lost_a_role_gets_no_answer_that_he_got_in_it() {
        var id = user("demoted@lotty.local", "experimenter");
        var demoted = lotty.as("demoted@lotty.local").with("Idempotency-Key", "d");
        assertThat(demoted.post(FLAGS, flag("demoted")).status()).isEqualTo(201);
        var viewer = new JsonObject().put("roles", new JsonArray().add("viewer"));
        assertThat(admin.patch("/api/v1/users/" + id, viewer).status()).isEqualTo(200);

        assertThat(demoted.post(FLAGS, flag("demoted")).code()).isEqualTo("idempotency_conflict");
    }

    @Test
    void a_key_that_cannot_be_one_is_refused() {
        for (var key : new String[] {"two words", "x".repeat(201), "tab\tbed"}) {
            var reply = keyed(key).post(FLAGS, flag("never"));
            assertThat(reply.status()).as(key).isEqualTo(422);
            assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                    .isEqualTo("Idempotency-Key");
        }
        assertThat(keyed("x".repeat(200)).post(FLAGS, flag("longest")).status()).isEqualTo(201);
    }

    @Test
    void what_was_changed_under_a_key_reaches_the_edges() {
        keyed("i").post(FLAGS, flag("published"));

        var question = new JsonObject().put("subject_id", "s").put("flags", new JsonArray().add("published"));
        Eventually.holds(() -> lotty.product()
                .post("/api/v1/decide", question)
                .json()
                .getJsonObject("decisions")
                .getJsonObject("published")
                .containsKey("value"));
    }

    @Test
    void a_day_later_a_key_is_new_again_and_old_ones_are_gone() throws SQLException {
        keyed("j1").post(FLAGS, flag("j1"));
        keyed("j2").post(FLAGS, flag("j2"));
        database.execute(
                "UPDATE idempotency_key SET claimed_at = claimed_at - interval '25 hours' WHERE key LIKE 'j%'");

        assertThat(keyed("j1").post(FLAGS, flag("j3")).status()).isEqualTo(201);
        assertThat(text("SELECT string_agg(key, ' ') FROM idempotency_key WHERE key LIKE 'j%'"))
                .isEqualTo("j1");
    }

    private static String user(String email, String role) {
        var user = new JsonObject()
                .put("email", email)
                .put("name", "Somebody")
                .put("password", RunningLotty.PASSWORD)
                .put("roles", new JsonArray().add(role));
        return admin.post("/api/v1/users", user).json().getString("id");
    }

    private static HttpCaller keyed(String key) {
        return erin.with("Idempotency-Key", key);
    }

    private static JsonArray audited(String entity) {
        return admin.get("/api/v1/audit?entity=" + entity).json().getJsonArray("items");
    }

    private static String text(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private static JsonObject flag(String key) {
        return new JsonObject().put("key", key).put("type", "boolean").put("default_value", false);
    }
}
