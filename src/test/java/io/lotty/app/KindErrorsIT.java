package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals that say what to do. */
@WithStores
@Covers("API-1")
class KindErrorsIT {
    private static final String FLAGS = "/api/v1/flags";
    private static final String BUTTON = FLAGS + "/button_color";
    private static RunningLotty lotty;
    private static HttpCaller erin;

    @BeforeAll
    static void start(FreshDatabase database, FreshRedis redis) {
        lotty = RunningLotty.start(database, redis);
        erin = lotty.as(RunningLotty.EXPERIMENTER);
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /api/v1/flags                     | GET, POST",
                "PUT    | /api/v1/flags/button_color        | GET, PATCH",
                "GET    | /api/v1/flags/button_color/archive| POST",
                "POST   | /api/v1/audit                     | GET",
                "GET    | /api/v1/auth/login                | POST",
                "GET    | /api/v1/decide                    | POST",
                "PUT    | /api/v1/events                    | POST",
                "POST   | /api/v1/openapi.json              | GET",
                "POST   | /health                           | GET",
                "POST   | /                                 | GET",
            })
    void a_method_that_does_not_exist_there_is_told_those_that_do(String method, String path, String allowed) {
        var reply = erin.send(method, path, "");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.code()).isEqualTo("method_not_allowed");
        assertThat(reply.header("Allow")).isEqualTo(allowed);
        assertThat(reply.json().getString("detail")).contains(allowed);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/nothing", "/nothing", "/api/v1/flags/a/b/c", "/api/v1/"})
    void a_path_that_does_not_exist_is_not_found(String path) {
        var reply = erin.get(path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("not_found");
    }

    @Test
    void whoever_knows_no_path_is_shown_the_documents() {
        var reply = lotty.nobody().get("/");
        assertThat(reply.status()).isEqualTo(302);
        assertThat(lotty.nobody().get(reply.header("Location")).status()).isEqualTo(200);
    }

    @Test
    void a_misspelt_field_is_told_first_with_the_one_that_was_meant() {
        var flag = new JsonObject().put("key", "a").put("type", "boolean").put("defualt_value", true);
        var problem = erin.post(FLAGS, flag).json();

        assertThat(problem.getString("detail"))
                .isEqualTo(
                        "/defualt_value: unknown field 'defualt_value'; did you mean 'default_value'? (and 1 more).");
        assertThat(erin.post(FLAGS, new JsonObject()).body()).contains("is required and must be one of string, number");
    }

    @Test
    void what_of_a_flag_never_changes_is_named() {
        var edit = new JsonObject().put("type", "number").put("key", "other").put("description", "x");
        var reply = erin.patch(BUTTON, edit);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().getJsonArray("errors").stream()
                        .map(error -> ((JsonObject) error).getString("pointer") + " "
                                + ((JsonObject) error).getString("code")))
                .containsExactly("/key immutable_field", "/type immutable_field");
    }

    @Test
    void a_body_that_is_no_object_is_unreadable_everywhere() {
        for (var body : List.of("[]", "7", "\"x\"", "null")) {
            for (var reply : List.of(
                    erin.send("POST", FLAGS, body),
                    erin.send("PATCH", BUTTON, body),
                    lotty.nobody().send("POST", "/api/v1/auth/login", body),
                    lotty.product().send("POST", "/api/v1/decide", body),
                    lotty.product().send("POST", "/api/v1/events", body))) {
                assertThat(reply.status()).as(body).isEqualTo(400);
                assertThat(reply.code()).isEqualTo("malformed_json");
            }
        }
    }

    @Test
    void a_body_that_is_no_json_is_told_the_place_and_never_the_words() {
        var body = "{\n  \"email\": \"a@b.example\",\n  \"password\": hunter2 }";
        for (var reply : List.of(
                lotty.nobody().send("POST", "/api/v1/auth/login", body),
                lotty.product().send("POST", "/api/v1/decide", "{\n\n\"subject_id\": hunter2}"),
                lotty.product().send("POST", "/api/v1/events", "{\"events\": [\n{}, \n hunter2]}"))) {
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().getString("detail"))
                    .matches("The body is not valid JSON: look at line 3, column [0-9]+\\.");
        }
    }

    @Test
    void who_may_not_is_told_so_before_his_body_is_read() {
        var april = lotty.as(RunningLotty.APPROVER);
        for (var path : List.of(FLAGS, "/api/v1/metrics", "/api/v1/event-types")) {
            assertThat(april.send("POST", path, "{").status()).as(path).isEqualTo(403);
        }
        assertThat(april.send("PATCH", BUTTON, "{").status()).isEqualTo(403);
        assertThat(april.send("PATCH", "/api/v1/event-types/click", "{").status())
                .isEqualTo(403);
    }

    @Test
    void any_of_several_etags_will_do_and_weak_ones_match_nothing() {
        var flag = new JsonObject().put("key", "tagged").put("type", "number").put("default_value", 1);
        assertThat(erin.post(FLAGS, flag).header("ETag")).isEqualTo("\"1\"");
        var path = FLAGS + "/tagged";

        assertThat(changed(path, "\"7\", \"9\"", 2)).isEqualTo(412);
        assertThat(changed(path, "W/\"1\"", 2)).isEqualTo(412);
        assertThat(changed(path, "\"one\"", 2)).isEqualTo(412);
        assertThat(changed(path, "\"01\"", 2)).isEqualTo(412);
        assertThat(changed(path, "\"1x\"", 2)).isEqualTo(412);
        assertThat(changed(path, "\"1-gzip\"", 2)).isEqualTo(412);
        assertThat(changed(path, "\"7\", W/\"3\" ,\"1\"", 2)).isEqualTo(200);
        assertThat(changed(path, "\"1\"", 3)).isEqualTo(412);
        assertThat(changed(path, "*", 3)).isEqualTo(200);
        assertThat(changed(path, "3", 4)).isEqualTo(200);
        assertThat(changed(path, "\"" + String.join("\", \"", numbers(21)) + "\"", 5))
                .isEqualTo(422);
        assertThat(erin.with("If-Match", "\"3\"").post(path + "/archive").status())
                .isEqualTo(412);
        assertThat(erin.with("If-Match", "\"3\", \"4\"").post(path + "/archive").status())
                .isEqualTo(200);
    }

    @Test
    void a_percent_sign_that_encodes_nothing_is_the_callers_mistake() throws Exception {
        for (var target : List.of("/users?q=100%", "/users?%zz=1", "/flags/100%", "/audit/export?action=%z")) {
            assertThat(raw("GET /api/v1" + target, ""))
                    .startsWith("HTTP/1.1 400")
                    .contains("malformed_request");
        }
        assertThat(erin.get("/api/v1/users?q=100%25").status()).isEqualTo(200);
    }

    @Test
    void a_key_of_a_repetition_outside_of_ascii_is_refused() throws Exception {
        var session = lotty.nobody()
                .post(
                        "/api/v1/auth/login",
                        new JsonObject().put("email", "erin@lotty.local").put("password", RunningLotty.PASSWORD));
        var headers = "Authorization: Bearer " + session.json().getString("access_token")
                + "\r\nIdempotency-Key: caf\u00e9\r\nContent-Length: 0\r\n";
        assertThat(raw("POST /api/v1/flags", headers))
                .startsWith("HTTP/1.1 422")
                .contains("Idempotency-Key");
    }

    /** By hand, because a proper client would not send it. */
    private static String raw(String start, String headers) throws IOException {
        var url = URI.create(lotty.url());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            var request = start + " HTTP/1.1\r\nHost: lotty\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int changed(String path, String ifMatch, int value) {
        return erin.with("If-Match", ifMatch)
                .patch(path, new JsonObject().put("default_value", value))
                .status();
    }

    private static List<String> numbers(int count) {
        return java.util.stream.IntStream.range(100, 100 + count)
                .mapToObj(Integer::toString)
                .toList();
    }
}
