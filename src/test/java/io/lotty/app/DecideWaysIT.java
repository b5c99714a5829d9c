package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain decide call goes past the router; whatever is not plain goes through it. Both must say the same. */
@WithStores
@Covers("DEC-1")
class DecideWaysIT {
    private static final List<String> BODIES = List.of(
            "{\"subject_id\":\"user-1\"}",
            "{\"subject_id\":\"user-1\",\"flags\":[\"button_color\",\"no such flag\"],\"enroll\":false}",
            "{\"subject_id\":\"\"}",
            "{\"subjekt_id\":\"user-1\"}",
            "[]",
            "{",
            "");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void plain_or_not_the_answer_is_the_same(FreshDatabase database, FreshRedis redis) throws Exception {
        try (var lotty = RunningLotty.start(database, redis)) {
            Trial.draft(lotty, new JsonObject()).after("submit", "approve", "start");
            var url = lotty.url() + "/api/v1/decide";
            for (var body : BODIES) {
                assertSame(send(request(url, plain(body))), send(request(url, chunked(body))));
                assertSame(send(request(url, plain(body))), send(request(url + "?", plain(body))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://shop.example", "https://shop.example,https://app.example"})
    void browsers_get_the_same_on_both_ways(String origins, FreshDatabase database, FreshRedis redis) throws Exception {
        try (var lotty = RunningLotty.start(database, redis, Map.of("LOTTY_CORS_ORIGINS", origins))) {
            var url = lotty.url() + "/api/v1/decide";
            for (var origin : List.of("https://shop.example", "https://other.example", "null")) {
                var plain = send(request(url, plain(BODIES.getFirst())).header("Origin", origin));
                assertSame(plain, send(request(url, chunked(BODIES.getFirst())).header("Origin", origin)));
                boolean mayCall =
                        origins.equals("*") || List.of(origins.split(",")).contains(origin);
                assertThat(plain.statusCode()).as(origin).isEqualTo(mayCall ? 200 : 403);
            }
        }
    }

    private static void assertSame(HttpResponse<String> plain, HttpResponse<String> other) {
        assertThat(other.statusCode()).isEqualTo(plain.statusCode());
        assertThat(other.body()).isEqualTo(plain.body());
        assertThat(other.headers().map()).isEqualTo(plain.headers().map());
    }

    private static BodyPublisher plain(String body) {
        return BodyPublishers.ofString(body);
    }

    private static BodyPublisher chunked(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    }

    private static HttpRequest.Builder request(String url, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("X-API-Key", "lotty-demo-key")
                .header("X-Request-Id", "one-and-the-same")
                .POST(body);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
