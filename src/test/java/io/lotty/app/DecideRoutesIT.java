package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Decide as a product sees it, over HTTP, a running experiment and a Redis that comes and goes. */
@WithStores
class DecideRoutesIT {
    private static final String DECIDE = "/api/v1/decide";
    private static final String BATCH = "/api/v1/decide/batch";
    private static final String FLAG = "button_color";

    private static OwnRedis redis;
    private static RunningLotty lotty;
    private static HttpCaller product;

    @BeforeAll
    static void start(FreshDatabase database, FreshRedis unused) {
        redis = OwnRedis.start();
        lotty = RunningLotty.start(database, unused, Map.of("LOTTY_REDIS_URL", redis.url()));
        product = lotty.product();
        runExperiment();
        Eventually.holds(() -> reason("someone").equals("assigned"));
    }

    @AfterAll
    static void stop() {
        lotty.close();
        redis.close();
    }

    @Test
    @Covers("DEC-1")
    void an_assignment_is_answered_with_all_that_an_event_needs() {
        var answer = decide("ann").json();
        assertThat(answer.getBoolean("degraded")).isFalse();
        var decision = answer.getJsonObject("decisions").getJsonObject(FLAG);
        assertThat(decision.fieldNames())
                .containsExactly("value", "decision_id", "reason", "experiment_id", "experiment_version", "variant");
        assertThat(decision.getString("value")).isIn("blue", "red");
        assertThat(decision.getString("variant")).isEqualTo(decision.getString("value"));
    }

    @Test
    @Covers("DEC-3")
    void the_same_request_gets_the_same_bytes() {
        assertThat(decide("ann").body()).isEqualTo(decide("ann").body());
    }

    @Test
    @Covers("DEC-2")
    void an_unknown_flag_is_that_entrys_error() {
        var body = new JsonObject()
                .put("subject_id", "ann")
                .put("flags", new JsonArray().add("nothing").add(FLAG));
        var decisions = product.post(DECIDE, body).json().getJsonObject("decisions");
        assertThat(decisions.getJsonObject("nothing").getJsonObject("error").getString("code"))
                .isEqualTo("flag_not_found");
        assertThat(decisions.getJsonObject(FLAG).getString("reason")).isEqualTo("assigned");
    }

    @Test
    @Covers("DEC-11")
    void without_enrolment_no_one_is_assigned_and_whoever_was_sees_the_variant() {
        var unsure = new JsonObject().put("subject_id", "newcomer").put("enroll", false);
        assertThat(reason(product.post(DECIDE, unsure))).isEqualTo("not_enrolled");
        assertThat(reason(product.post(DECIDE, unsure))).isEqualTo("not_enrolled");
        assertThat(reason("newcomer")).isEqualTo("assigned");
        assertThat(reason(product.post(DECIDE, unsure))).isEqualTo("assigned");
    }

    @Test
    @Covers("ACC-5")
    void without_a_valid_key_there_is_no_answer() {
        var body = new JsonObject().put("subject_id", "ann");
        for (var stranger : new HttpCaller[] {lotty.nobody(), lotty.nobody().with("X-API-Key", "guess")}) {
            var answer = stranger.post(DECIDE, body);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("unauthenticated");
            assertThat(answer.body()).doesNotContain("guess");
        }
    }

    @Test
    @Covers("ACC-5")
    void a_revoked_key_is_refused_at_once() {
        var admin = lotty.as(RunningLotty.ADMIN);
        var made = admin.post(
                        "/api/v1/api-keys", new JsonObject().put("name", "shop").put("scope", "client"))
                .json();
        var shop = lotty.nobody().with("X-API-Key", made.getString("secret"));
        var body = new JsonObject().put("subject_id", "ann");
        Eventually.holds(() -> shop.post(DECIDE, body).status() == 200);
        assertThat(admin.delete("/api/v1/api-keys/" + made.getString("id")).status())
                .isLessThan(300);
        var revoked = Instant.now();
        Eventually.holds(() -> shop.post(DECIDE, body).status() == 401);
        assertThat(Duration.between(revoked, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    @Covers("DEC-1")
    void what_cannot_be_read_is_400_what_is_wrong_422_another_type_415_and_too_much_413() {
        assertThat(product.send("POST", DECIDE, "{").status()).isEqualTo(400);
        assertThat(product.send("POST", DECIDE, "").status()).isEqualTo(400);
        var invalid = product.send("POST", DECIDE, "{\"subject_id\":\"\",\"flags\":[\"\\ud800\"]}");
        assertThat(invalid.status()).isEqualTo(422);
        assertThat(invalid.json().getJsonArray("errors")).hasSize(2);
        var form = product.with("Content-Type", "application/x-www-form-urlencoded");
        assertThat(form.send("POST", DECIDE, "subject_id=ann").status()).isEqualTo(415);
        assertThat(product.send("POST", DECIDE, " ".repeat(300_000)).status()).isEqualTo(413);
    }

    @Test
    @Covers("DEC-1")
    void the_long_way_answers_as_the_short_one_does() {
        for (var body : List.of(
                "{\"subject_id\":\"ann\"}",
                "{\"subject_id\":\"ann\",\"flags\":[\"" + FLAG + "\",\"none\"]}",
                "{\"subject_id\":\"\"}",
                "{\"subject\":\"ann\"}",
                "{")) {
            var caller = product.with("X-Request-Id", "of-this-test");
            var plain = caller.send("POST", DECIDE, body);
            for (var longWay : List.of(
                    caller.send("POST", DECIDE + "?", body),
                    caller.with("Origin", "https://shop.example").send("POST", DECIDE, body))) {
                assertThat(longWay.status()).isEqualTo(plain.status());
                assertThat(longWay.body()).isEqualTo(plain.body());
                for (var header : List.of("Content-Type", "X-Request-Id", "Content-Length")) {
                    assertThat(longWay.header(header))
                            .isEqualTo(plain.header(header))
                            .isNotEmpty();
                }
            }
        }
        var browser = product.with("Origin", "https://shop.example").send("POST", DECIDE, "{\"subject_id\":\"ann\"}");
        assertThat(browser.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    @Covers("DEC-1")
    void a_misspelt_field_is_told_with_the_one_that_was_meant() {
        var answer = product.send("POST", DECIDE, "{\"subjectid\":\"ann\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("did you mean 'subject_id'?");
    }

    @Test
    @Covers("DEC-12")
    void a_batch_answers_each_subject_as_a_call_of_its_own_does() {
        var server = server();
        var subjects = new JsonArray();
        var names =
                IntStream.range(0, 100).mapToObj(i -> "batch \"" + i + "\" ü").toList();
        names.forEach(name -> subjects.add(new JsonObject().put("subject_id", name)));
        var answer = server.post(BATCH, new JsonObject().put("subjects", subjects));
        assertThat(answer.status()).isEqualTo(200);
        var results = answer.json().getJsonArray("results");
        assertThat(results).hasSize(100);
        for (int i = 0; i < names.size(); i++) {
            var result = results.getJsonObject(i);
            assertThat(result.getString("subject_id")).isEqualTo(names.get(i));
            assertThat(decide(names.get(i)).body())
                    .startsWith("{\"decisions\":"
                            + result.getJsonObject("decisions").encode());
        }
    }

    @Test
    @Covers("DEC-12")
    void a_batch_is_for_servers() {
        var body = new JsonObject().put("subjects", new JsonArray().add(new JsonObject().put("subject_id", "ann")));
        assertThat(lotty.nobody().post(BATCH, body).status()).isEqualTo(401);
        var answer = product.post(BATCH, body);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("forbidden");
        assertThat(server().get(BATCH).status()).isEqualTo(405);
    }

    @Test
    @Covers("DEC-10")
    void while_redis_is_gone_or_hangs_the_same_variants_are_answered_in_time_and_degraded() throws IOException {
        var before = variants(false);
        redis.kill();
        Eventually.holds(() -> decide("someone").json().getBoolean("degraded"));
        assertThat(variants(true)).isEqualTo(before);
        assertSwift("a-newcomer-meanwhile");
        redis.restart();
        Eventually.holds(() -> !decide("someone").json().getBoolean("degraded"));
        assertThat(variants(false)).isEqualTo(before);

        redis.freeze();
        assertSwift("someone");
        assertThat(variants(true)).isEqualTo(before);
        redis.thaw();
        Eventually.holds(() -> !decide("someone").json().getBoolean("degraded"));
        assertThat(variants(false)).isEqualTo(before);
    }

    private static HttpCaller server() {
        var made = lotty.as(RunningLotty.ADMIN)
                .post(
                        "/api/v1/api-keys",
                        new JsonObject().put("name", "a server").put("scope", "server"))
                .json();
        var server = lotty.nobody().with("X-API-Key", made.getString("secret"));
        Eventually.holds(() ->
                server.post(DECIDE, new JsonObject().put("subject_id", "ann")).status() == 200);
        return server;
    }

    private static void assertSwift(String subject) {
        var started = Instant.now();
        var answer = decide(subject);
        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(3));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getBoolean("degraded")).isTrue();
    }

    /** What a hundred subjects see, all of them answered as degraded or not. */
    private static Map<String, String> variants(boolean degraded) {
        var seen = new TreeMap<String, String>();
        for (int i = 0; i < 100; i++) {
            var subject = "subject-" + i;
            // a busy machine may make Redis late once, which is an answer in time and degraded
            Eventually.holds(() -> decide(subject).json().getBoolean("degraded") == degraded);
            seen.put(
                    subject,
                    decide(subject)
                            .json()
                            .getJsonObject("decisions")
                            .getJsonObject(FLAG)
                            .getString("variant"));
        }
        assertThat(seen.values()).contains("blue", "red");
        return seen;
    }

    private static HttpCaller.Reply decide(String subject) {
        return product.post(DECIDE, new JsonObject().put("subject_id", subject));
    }

    private static String reason(String subject) {
        return reason(decide(subject));
    }

    private static String reason(HttpCaller.Reply answer) {
        return answer.json().getJsonObject("decisions").getJsonObject(FLAG).getString("reason");
    }

    private static void runExperiment() {
        var erin = lotty.as(RunningLotty.EXPERIMENTER);
        var variants = new JsonArray().add(variant("blue", true)).add(variant("red", false));
        var made = erin.post(
                "/api/v1/experiments",
                new JsonObject()
                        .put("flag_key", FLAG)
                        .put("name", "Bolder button")
                        .put("audience_share", 100)
                        .put("variants", variants)
                        .put("primary_metric", "conversion_rate"));
        var path = "/api/v1/experiments/" + made.json().getString("id");
        assertThat(erin.post(path + "/submit").status()).isEqualTo(200);
        assertThat(lotty.as(RunningLotty.APPROVER).post(path + "/approve").status())
                .isEqualTo(200);
        assertThat(erin.post(path + "/start").status()).isEqualTo(200);
    }

    private static JsonObject variant(String name, boolean control) {
        return new JsonObject()
                .put("name", name)
                .put("value", name)
                .put("weight", 50)
                .put("control", control);
    }
}
