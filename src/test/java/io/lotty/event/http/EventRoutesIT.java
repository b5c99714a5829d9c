package io.lotty.event.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.access.ApiKey;
import io.lotty.access.KeyRing;
import io.lotty.access.Secrets;
import io.lotty.event.Catalogues;
import io.lotty.event.EventLimits;
import io.lotty.event.PlainDecisions;
import io.lotty.event.redis.EventStreams;
import io.lotty.event.redis.RedisEvents;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.WithStores;
import io.lotty.platform.http.Problems;
import io.lotty.platform.redis.RedisLink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The intake as products see it, over HTTP and a real Redis. */
@WithStores
@Covers("EVT-2")
class EventRoutesIT {
    private static final Instant NOW = Instant.parse("2027-02-01T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Edge edge = new Edge();

    @BeforeEach
    void start(FreshRedis redis) throws TimeoutException {
        edge.redisUrl = redis.url();
        vertx.deployVerticle(edge).await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws TimeoutException {
        client.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void the_valid_are_accepted_and_the_answer_says_what_became_of_the_others() throws Exception {
        var events = new JsonArray()
                .add(event("a", "click"))
                .add(event("a", "click"))
                .add(event("b", "purchase"))
                .add(event("c", "exposure").put("decision_id", PlainDecisions.id(2, "ann", "blue")))
                .add(event("d", "nothing"));
        var answer = send(new JsonObject().put("events", events).encode());
        assertThat(answer.statusCode()).isEqualTo(202);
        var body = new JsonObject(answer.body());
        assertThat(body.getJsonArray("errors").getJsonObject(0).getString("code"))
                .isEqualTo("missing_field");
        assertThat(body.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("properties.amount");
        assertThat(body.getJsonArray("errors").getJsonObject(1))
                .isEqualTo(new JsonObject()
                        .put("index", 4)
                        .put("event_id", "d")
                        .put("code", "unknown_type")
                        .put("field", "type")
                        .put("message", "is not the key of an event type in the catalogue"));
        body.remove("errors");
        assertThat(body).isEqualTo(new JsonObject("{\"accepted\":2,\"pending\":1,\"duplicates\":1,\"rejected\":2}"));
        assertThat(meters.counter("lotty.events.ingested", "type", "click").count())
                .isEqualTo(1);
        assertThat(meters.counter("lotty.events.duplicate").count()).isEqualTo(1);
        assertThat(meters.counter("lotty.events.rejected", "code", "unknown_type")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void an_empty_batch_is_fine() throws Exception {
        var answer = send("{\"events\":[]}");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(new JsonObject(answer.body()).getInteger("accepted")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"events":[{"x":         | 400 | malformed_json
            {"events":{}}            | 422 | validation_failed
            []                       | 400 | malformed_json""")
    void a_body_that_is_no_batch_is_refused_as_a_whole(String body, int status, String code) throws Exception {
        var answer = send(body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
    }

    @Test
    void more_than_a_mebibyte_is_too_much() throws Exception {
        assertThat(send(" ".repeat(EventLimits.MAX_BODY_BYTES + 1)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void another_content_type_is_not_read() throws Exception {
        var request = request("{}").setHeader("Content-Type", "text/plain").build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
    }

    @Test
    @Covers("ACC-5")
    void without_a_valid_api_key_nothing_is_taken() throws Exception {
        var request = request("{\"events\":[]}").setHeader("X-API-Key", "guess").build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("The API key in the header X-API-Key is unknown or revoked.");
    }

    @Test
    @Covers("EVT-4")
    void a_full_stream_answers_503_with_a_time_to_come_back() throws Exception {
        for (int i = 0; i < Edge.ROOM; i++) {
            send(new JsonObject()
                    .put("events", new JsonArray().add(event("e" + i, "click")))
                    .encode());
        }
        var answer = send(new JsonObject()
                .put("events", new JsonArray().add(event("last", "click")))
                .encode());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(meters.counter("lotty.events.ingested", "type", "click").count())
                .isEqualTo(Edge.ROOM);
    }

    private static JsonObject event(String id, String type) {
        return new JsonObject()
                .put("event_id", id)
                .put("type", type)
                .put("decision_id", PlainDecisions.id(1, "ann", "blue"))
                .put("occurred_at", NOW.toString());
    }

    private HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return client.send(request(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port + "/api/v1/events"))
                .header("X-API-Key", "secret")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private final class Edge extends VerticleBase {
        static final int ROOM = 3;
        private static final KeyRing KEYS =
                new KeyRing(Map.of(ByteBuffer.wrap(Secrets.hash("secret")), ApiKey.Scope.CLIENT));
        private String redisUrl = "";
        private int port;

        @Override
        public Future<?> start() {
            return RedisLink.open(vertx, redisUrl, "edge").compose(link -> {
                var router = Router.router(vertx);
                router.route().failureHandler(Problems::handle);
                var store = new RedisEvents(List.of(link), new EventStreams(1, ROOM), 5_000);
                var limits = new EventLimits(Duration.ofDays(30), Duration.ofMinutes(5));
                new EventRoutes(
                                () -> Catalogues.ALL,
                                () -> KEYS,
                                store::offer,
                                (batch, kept, receivedAt) -> {},
                                new PlainDecisions(),
                                limits,
                                InstantSource.fixed(NOW),
                                meters)
                        .mount(router);
                return vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .onSuccess(server -> port = server.actualPort());
            });
        }
    }
}
