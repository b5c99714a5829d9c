package io.lotty.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerMetersIT {
    private final Telemetry telemetry = new Telemetry();
    private final Vertx vertx = Vertx.builder()
            .with(new VertxOptions().setMetricsOptions(telemetry.vertxOptions()))
            .withMetrics(telemetry.vertxMetrics())
            .build();
    private HttpServer server;

    @BeforeEach
    void start() {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    request.routed("tried first");
                    request.routed(request.uri());
                    request.response()
                            .setStatusCode(request.uri().equals("/good") ? 200 : 404)
                            .end();
                })
                .listen(0, "127.0.0.1")
                .await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void an_answer_is_timed_by_method_route_and_status() throws Exception {
        call("GET", "/good");
        call("GET", "/good");
        call("POST", "/bad");
        meets("vertx_http_server_response_time_seconds_count{code=\"200\",method=\"GET\",route=\"/good\"} 2");
        meets("vertx_http_server_response_time_seconds_count{code=\"404\",method=\"POST\",route=\"/bad\"} 1");
        meets(
                "vertx_http_server_response_time_seconds_bucket{code=\"200\",method=\"GET\",route=\"/good\",le=\"5.0\"} 2");
        assertThat(telemetry.registry().scrape()).doesNotContain("tried first");
    }

    @Test
    void methods_that_callers_invent_share_a_label() throws Exception {
        call("FETCH", "/good");
        call("SNATCH", "/good");
        meets("vertx_http_server_response_time_seconds_count{code=\"200\",method=\"OTHER\",route=\"/good\"} 2");
    }

    @Test
    void what_is_over_is_not_active() throws Exception {
        call("GET", "/good");
        meets("vertx_http_server_active_requests 0");
        meets("vertx_http_server_request_resets_total 0");
        server.close().await();
        meets("vertx_http_server_active_connections 0");
    }

    private void meets(String line) {
        Eventually.holds(() -> telemetry.registry().scrape().contains(line));
    }

    private void call(String method, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            client.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }
}
