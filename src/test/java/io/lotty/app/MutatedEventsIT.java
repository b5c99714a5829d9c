package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whatever a product sends to the intake: it is told what was wrong, and nothing is stored that the catalogue forbids. What
 * is stored is looked at in the table, by means of the database alone. Properties: {@code lotty.mutations.bodies}, {@code
 * .seed}.
 */
@WithStores
@Covers("EVT-2")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutatedEventsIT {
    private static final int BODIES = Integer.getInteger("lotty.mutations.bodies", 2_000);
    private static final long SEED = Long.getLong("lotty.mutations.seed", 1);
    private static final String PACKED = "packed";
    private static final int AT_ONCE = 50;
    private static final Set<Integer> EXPECTED = Set.of(202, 400, 422);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Instant now = Instant.now();
    private FreshDatabase database;
    private RunningLotty lotty;
    private List<String> decisionIds = List.of();

    @BeforeAll
    void start(FreshDatabase freshDatabase, FreshRedis redis) {
        database = freshDatabase;
        lotty = RunningLotty.start(freshDatabase, redis);
        Trial.draft(lotty, new JsonObject()).after("submit", "approve", "start");
        decisionIds = IntStream.range(0, 20).mapToObj(this::decided).toList();
    }

    @AfterAll
    void stop() {
        client.close();
        lotty.close();
    }

    @Test
    void no_body_breaks_the_intake_and_nothing_is_stored_that_the_catalogue_forbids() throws Exception {
        var batches = new MutatedBatches(SEED, decisionIds, now);
        long accepted = 0;
        long refused = 0;
        for (int from = 0; from < BODIES; from += AT_ONCE) {
            var bodies = IntStream.range(from, Math.min(BODIES, from + AT_ONCE))
                    .mapToObj(batches::next)
                    .toList();
            for (var answer : sent(bodies)) {
                assertThat(EXPECTED).as(answer.body()).contains(answer.statusCode());
                assertThat(answer.body()).doesNotContain("Exception", "io.lotty", "java.");
                var json = new JsonObject(answer.body());
                accepted += json.getInteger("accepted", 0);
                refused += json.getInteger("rejected", 0);
            }
        }
        assertThat(accepted).isGreaterThan(BODIES / 10);
        assertThat(refused).isGreaterThan(BODIES / 10);
        long stored = accepted;
        Eventually.holds(() -> count("event_id <> '" + PACKED + "'") == stored);
        assertThat(count("type NOT IN (SELECT key FROM event_type)")).isZero();
        assertThat(count("octet_length(event_id) = 0 OR length(event_id) > 128"))
                .isZero();
        assertThat(count("occurred_at NOT BETWEEN received_at - interval '30 days' AND received_at + interval '5 min'"))
                .isZero();
        assertThat(count("type = 'purchase' AND jsonb_typeof(properties::jsonb -> 'amount') IS DISTINCT FROM 'number'"))
                .isZero();
        assertThat(count(
                        "type = 'purchase' AND (properties::jsonb ->> 'amount')::numeric NOT BETWEEN -1e100 AND 1e100"))
                .isZero();
        assertThat(count("flag_key <> '" + Trial.FLAG + "' OR reason <> 'assigned'"))
                .isZero();
        assertThat(lotty.as(RunningLotty.ADMIN)
                        .get("/api/v1/dead-letters")
                        .json()
                        .getJsonArray("items"))
                .isEmpty();
    }

    @Test
    void a_body_may_be_packed_and_what_it_unpacks_to_is_bounded() throws Exception {
        var event = new JsonObject()
                .put("event_id", PACKED)
                .put("type", "exposure")
                .put("decision_id", decisionIds.getFirst())
                .put("occurred_at", now.toString());
        var body = new JsonObject().put("events", JsonArray.of(event)).encode();
        var packed = send("/api/v1/events", packed(body.getBytes(StandardCharsets.UTF_8)), true);
        assertThat(new JsonObject(packed.get().body()).getInteger("accepted"))
                .as(packed.get().body())
                .isOne();

        var bomb = packed(new byte[64 << 20]);
        assertThat(bomb).hasSizeLessThan(1 << 20);
        for (var path : List.of("/api/v1/events", "/api/v1/decide")) {
            assertThat(send(path, bomb, true).get().statusCode()).as(path).isEqualTo(413);
        }
        var plain = body.getBytes(StandardCharsets.UTF_8);
        var halved = Arrays.copyOf(packed(plain), 40);
        for (var broken : List.of(plain, halved)) {
            var refused = send("/api/v1/events", broken, true).get();
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(new JsonObject(refused.body()).getString("code")).isEqualTo("malformed_gzip");
        }
    }

    private List<HttpResponse<String>> sent(List<byte[]> bodies) throws Exception {
        var under = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        bodies.forEach(body -> under.add(send("/api/v1/events", body, false)));
        var answers = new ArrayList<HttpResponse<String>>();
        for (var each : under) {
            answers.add(each.get());
        }
        return answers;
    }

    private CompletableFuture<HttpResponse<String>> send(String path, byte[] body, boolean isPacked) {
        var request = HttpRequest.newBuilder(URI.create(lotty.url() + path))
                .header("Content-Type", "application/json")
                .header("X-API-Key", "lotty-demo-key")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (isPacked) {
            request.header("Content-Encoding", "gzip");
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String decided(int subject) {
        var body = new JsonObject().put("subject_id", "user-" + subject).put("flags", JsonArray.of(Trial.FLAG));
        return lotty.nobody()
                .with("X-API-Key", "lotty-demo-key")
                .post("/api/v1/decide", body)
                .json()
                .getJsonObject("decisions")
                .getJsonObject(Trial.FLAG)
                .getString("decision_id");
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private long count(String condition) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*) FROM event JOIN event_origin ON id = origin WHERE " + condition)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
