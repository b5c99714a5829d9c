package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.HttpCaller;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Calls that are held against the OpenAPI document one by one, and remembered. */
final class RecordedCalls {
    private static final int MEBIBYTE = 1024 * 1024;

    private final ApiDocument document;
    private final Map<String, Set<Integer>> seen = new TreeMap<>();
    private int keys;

    RecordedCalls(ApiDocument document) {
        this.document = document;
    }

    ApiDocument document() {
        return document;
    }

    /** The statuses that each operation answered with. */
    Map<String, Set<Integer>> seen() {
        return seen;
    }

    HttpCaller.Reply expect(int status, HttpCaller who, String method, String path) {
        return expect(status, who, method, path, "");
    }

    HttpCaller.Reply expect(int status, HttpCaller who, String method, String path, JsonObject body) {
        return expect(status, who, method, path, body.encode());
    }

    HttpCaller.Reply expect(int status, HttpCaller who, String method, String path, String body) {
        boolean isDone = status < 300 && who.isLoggedIn();
        return isDone && document.at(method, path.replaceAll("\\?.*", "")).takesKey()
                ? expectOnce(status, who, method, path, body)
                : expectPlain(status, who, method, path, body);
    }

    private HttpCaller.Reply expectPlain(int status, HttpCaller who, String method, String path, String body) {
        var reply = who.send(method, path, body);
        var operation = document.at(method, path.replaceAll("\\?.*", ""));
        assertThat(reply.status())
                .as("%s %s with %.200s says %.500s", method, path, body, reply.body())
                .isEqualTo(status);
        check(operation, reply);
        if (status < 300 && !body.isEmpty()) {
            checkAccepted(operation, body);
        }
        note(operation, status);
        return reply;
    }

    /** A change sent twice under one key is done once; the key is good for nothing else. */
    private HttpCaller.Reply expectOnce(int status, HttpCaller who, String method, String path, String body) {
        var keyed = who.with("Idempotency-Key", "walk-" + keys++);
        var reply = expectPlain(status, keyed, method, path, body);
        var again = keyed.send(method, path, body);
        if (reply.header("Cache-Control").equals("no-store")) {
            expectPlain(409, keyed, method, path, body);
        } else {
            assertThat(again.status()).as("%s %s again", method, path).isEqualTo(status);
            assertThat(again.body()).isEqualTo(reply.body());
            assertThat(again.header("ETag")).isEqualTo(reply.header("ETag"));
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        }
        assertThat(expectPlain(409, keyed, method, path, body + " ").code()).isEqualTo("idempotency_conflict");
        expectPlain(422, who.with("Idempotency-Key", "two words"), method, path, body);
        return reply;
    }

    private void note(ApiDocument.Operation operation, int status) {
        seen.computeIfAbsent(operation.id(), first -> new TreeSet<>()).add(status);
    }

    /** Everything that a body can be refused for, whatever the operation. */
    void expectBodiesRefused(HttpCaller who, String method, String path) {
        expect(400, who, method, path, "{");
        expect(413, who, method, path, "{\"a\": \"" + "x".repeat(MEBIBYTE) + "\"}");
        expect(415, who.with("Content-Type", "text/plain"), method, path, "{}");
        expect(415, who.with("Content-Type", "application/x-www-form-urlencoded"), method, path, "a=b");
        expect(422, who, method, path, path.endsWith("/events") ? "{\"events\": 1}" : "{\"no_such_field\": 1}");
    }

    private void check(ApiDocument.Operation operation, HttpCaller.Reply reply) {
        var name = operation.id() + " " + reply.status();
        var documented = document.response(operation, reply.status())
                .orElseThrow(() -> new AssertionError(name + " is not documented"));
        checkHeaders(name, documented, reply);
        var content = documented.getJsonObject("content");
        if (content == null) {
            assertThat(reply.body()).as(name).isEmpty();
            return;
        }
        var type = reply.header("Content-Type").replaceAll(";.*", "");
        assertThat(content.fieldNames()).as("media types of %s", name).contains(type);
        if (type.endsWith("json")) {
            var schema = content.getJsonObject(type).getJsonObject("schema");
            var texts = type.endsWith("ndjson") ? reply.body().lines().toList() : List.of(reply.body());
            for (var text : texts) {
                assertThat(document.flaws(schema, text))
                        .as("%s: %.2000s", name, text)
                        .isEmpty();
            }
        }
        var codes = documented.getJsonArray("x-problem-codes");
        if (codes != null) {
            checkProblem(name, codes, reply);
        }
    }

    private void checkHeaders(String name, JsonObject documented, HttpCaller.Reply reply) {
        for (var header : documented.getJsonObject("headers").fieldNames()) {
            assertThat(reply.header(header)).as("%s of %s", header, name).isNotEmpty();
        }
    }

    private static void checkProblem(String name, JsonArray codes, HttpCaller.Reply reply) {
        assertThat(codes.contains(reply.code()))
                .as("%s has the code %s", name, reply.code())
                .isTrue();
        assertThat(reply.json().getInteger("status")).isEqualTo(reply.status());
        assertThat(reply.json().getString("request_id")).isEqualTo(reply.header("X-Request-Id"));
    }

    private void checkAccepted(ApiDocument.Operation operation, String body) {
        var documented = operation
                .body()
                .orElseThrow(() -> new AssertionError(operation.id() + " takes a body that is not documented"));
        assertThat(document.flaws(documented.getJsonObject("schema"), body))
                .as("the accepted body of %s: %s", operation.id(), body)
                .isEmpty();
    }
}
