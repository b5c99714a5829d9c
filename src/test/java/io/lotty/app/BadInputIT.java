package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever is sent, the answer is ours: never a 5xx, and a problem with code and request id where it is no success. */
@WithStores
@Covers("API-1")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final Set<String> MALFORMED = Set.of("{", "\0", "1e400", "[]");

    private final ApiDocument document = ApiDocument.read();
    private RunningLotty lotty;
    private HttpCaller admin;
    private String draft;

    @BeforeAll
    void start(FreshDatabase database, FreshRedis redis) {
        lotty = RunningLotty.start(database, redis);
        admin = lotty.as(RunningLotty.ADMIN);
        draft = admin.post(
                        "/api/v1/experiments",
                        document.operation("createExperiment").example())
                .json()
                .getString("id");
    }

    @AfterAll
    void stop() {
        lotty.close();
    }

    @Test
    void no_body_whatsoever_breaks_an_operation() {
        var broken = document.operations().parallelStream()
                .filter(operation -> operation.body().isPresent())
                .flatMap(operation -> Stream.concat(
                                BadBodies.WHOLE.stream(), BadBodies.of(operation.example(), fields(operation)))
                        .filter(body -> !isOurAnswer(operation, body))
                        .map(body -> "%s with %.300s".formatted(operation.id(), body)))
                .toList();
        assertThat(broken).isEmpty();
    }

    @Test
    void no_query_breaks_a_list() {
        var values = List.of(
                "%00", "%ED%A0%80", "%FF", "-1", "1e400", "AAAA", "%2B999999999-12-31T23:59:59Z", "x".repeat(1_500));
        for (var operation : document.operations()) {
            for (var parameter : operation.parameters()) {
                var name = document.resolved(parameter).getString("name");
                if (document.resolved(parameter).getString("in").equals("query")) {
                    values.forEach(value -> expectOurAnswer(admin.get(path(operation) + "?" + name + "=" + value)));
                }
            }
        }
    }

    @Test
    void no_path_and_no_header_breaks_an_operation() {
        for (var operation : document.operations()) {
            if (operation.path().contains("{")) {
                for (var part :
                        List.of("%00", "%FF", "%ED%A0%80", "%2e%2e", "a%2Fb", "1-1-1-1-1", "-1", "x".repeat(1_500))) {
                    var path = operation.path().replaceAll("\\{\\w+}", part);
                    expectOurAnswer(admin.send(operation.method(), path, ""));
                }
            }
        }
        var path = "/api/v1/flags/button_color";
        for (var tag : List.of("\"", "W/\"\"", "\"99999999999\"", "*", "x")) {
            expectOurAnswer(admin.with("If-Match", tag).patch(path, new JsonObject()));
        }
        for (var authorization :
                List.of("Bearer", "Bearer ", "Basic YQ==", "Bearer a.b.c", "Bearer " + "x".repeat(5_000))) {
            expectOurAnswer(lotty.nobody().with("Authorization", authorization).get("/api/v1/auth/me"));
        }
        expectOurAnswer(admin.with("X-Request-Id", "x".repeat(500)).get("/api/v1/flags/none"));
    }

    private boolean isOurAnswer(ApiDocument.Operation operation, String body) {
        var caller = operation.path().matches("/api/v1/(decide|decide/batch|events)") ? lotty.product() : admin;
        var reply = caller.send(operation.method(), path(operation), body);
        if (reply.status() >= 500) {
            return false;
        }
        if (MALFORMED.contains(body) || (body.isEmpty() && operation.isBodyRequired())) {
            assertThat(reply.status()).as("%s with %s", operation.id(), body).isBetween(400, 499);
        }
        expectOurAnswer(reply);
        return true;
    }

    private static void expectOurAnswer(HttpCaller.Reply reply) {
        assertThat(reply.status()).as("%.500s", reply.body()).isLessThan(500);
        if (reply.status() >= 400) {
            assertThat(reply.header("Content-Type"))
                    .as("%s %.500s", reply.response().request().uri(), reply.body())
                    .isEqualTo("application/problem+json");
            assertThat(reply.code()).matches("[a-z_]+");
            assertThat(reply.json().getString("request_id")).isEqualTo(reply.header("X-Request-Id"));
        }
    }

    private Set<String> fields(ApiDocument.Operation operation) {
        var schema = document.resolved(operation.body().orElseThrow().getJsonObject("schema"));
        return document.properties(schema).fieldNames();
    }

    private String path(ApiDocument.Operation operation) {
        return operation
                .path()
                .replace("/experiments/{id}", "/experiments/" + draft)
                .replace("/flags/{key}", "/flags/button_color")
                .replace("/event-types/{key}", "/event-types/click")
                .replace("/metrics/{key}", "/metrics/errors")
                .replace("{n}", "1")
                .replace("{id}", Walk.NOBODYS_ID);
    }
}
