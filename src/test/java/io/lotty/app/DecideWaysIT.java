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
import org.junit.jupiter.api.Test;

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
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                var plain = send(request(url, BodyPublishers.ofByteArray(bytes)));
                var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
                assertSame(plain, send(request(url, chunked)));
                assertSame(plain, send(request(url + "?", BodyPublishers.ofByteArray(bytes))));
                var browser =
                        send(request(url, BodyPublishers.ofByteArray(bytes)).header("Origin", "https://shop.example"));
                assertSame(plain, browser);
                assertThat(browser.headers().firstValue("access-control-allow-origin"))
                        .contains("*");
            }
        }
    }

    private static void assertSame(HttpResponse<String> plain, HttpResponse<String> other) {
        assertThat(other.statusCode()).isEqualTo(plain.statusCode());
        assertThat(other.body()).isEqualTo(plain.body());
        for (var header : List.of("content-type", "x-request-id")) {
            assertThat(other.headers().allValues(header))
                    .isEqualTo(plain.headers().allValues(header));
        }
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
