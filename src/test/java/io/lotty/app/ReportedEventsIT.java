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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What products report over HTTP, up to the report. Property: {@code lotty.test.senders.events}. */
@WithStores
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReportedEventsIT {
    private static final int SENDERS = 10;
    private static final int EVENTS = Integer.getInteger("lotty.test.senders.events", 2_000);
    private static final int MOST_OF_A_BATCH = 500;
    private static final int SUBJECTS = 20;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Instant now = Instant.now();
    private RunningLotty lotty;
    private HttpCaller product;
    private HttpCaller reader;
    private Trial trial;
    private List<String> decisionIds = List.of();

    @BeforeAll
    void start(FreshDatabase database, FreshRedis redis) {
        lotty = RunningLotty.start(database, redis);
        product = lotty.nobody().with("X-API-Key", "lotty-demo-key");
        reader = lotty.as(RunningLotty.ADMIN);
        trial = Trial.draft(lotty, new JsonObject()).after("submit", "approve", "start");
        Eventually.holds(() -> decision(0).getString("reason").equals("assigned"));
        decisionIds = IntStream.range(0, SUBJECTS)
                .mapToObj(subject -> decision(subject).getString("decision_id"))
                .toList();
        archive("gone");
    }

    @AfterAll
    void stop() {
        lotty.close();
    }

    @Test
    @Order(1)
    @Covers("EVT-6")
    void an_exposure_that_comes_seven_days_late_makes_what_came_before_it_count() {
        var conversion = event("early", "conversion", 0, now.minus(HOUR));
        assertThat(sent(List.of(conversion)).getInteger("pending")).isOne();
        Eventually.holds(() -> data("pending") == 1);
        assertThat(counted("conversions")).isZero();

        var exposure = event("late", "exposure", 0, now.minus(HOUR).minus(Duration.ofDays(7)));
        assertThat(sent(List.of(exposure)).getInteger("accepted")).isOne();
        Eventually.holds(() -> counted("conversions") == 1);
        assertThat(data("pending")).isZero();
    }

    @Test
    @Order(2)
    @Covers("EVT-3")
    void what_ten_senders_report_at_once_counts_once_and_their_answers_add_up() {
        long before = counted("conversions");
        var exposures = IntStream.range(0, SUBJECTS)
                .mapToObj(i -> event("seen-" + i, "exposure", i, now.minus(HOUR)))
                .toList();
        sent(exposures);
        var events = IntStream.range(0, EVENTS)
                .mapToObj(i -> event("twin-" + i, "conversion", i % SUBJECTS, now.minus(HOUR)))
                .toList();
        var sending = IntStream.range(0, SENDERS)
                .mapToObj(sender ->
                        CompletableFuture.supplyAsync(() -> sendAll(events, sender), Thread::startVirtualThread))
                .toList();
        long accepted = 0;
        long duplicates = 0;
        for (var sender : sending) {
            for (var answer : sender.join()) {
                accepted += answer.getInteger("accepted");
                duplicates += answer.getInteger("duplicates");
                assertThat(answer.getInteger("rejected")).isZero();
            }
        }
        assertThat(accepted).isEqualTo(EVENTS);
        assertThat(duplicates).isEqualTo((SENDERS - 1L) * EVENTS);
        Eventually.holds(() -> counted("conversions") == before + EVENTS);
        Eventually.holds(() -> data("duplicates") == (SENDERS - 1L) * EVENTS);
    }

    @ParameterizedTest
    @Order(3)
    @Covers("EVT-2")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            invalid_event       |                   | 7
            invalid_event       | event_id          | {"event_id": ""}
            missing_field       | event_id          | {"event_id": null}
            missing_field       | type              | {"type": null}
            missing_field       | decision_id       | {"decision_id": null}
            missing_field       | occurred_at       | {"occurred_at": null}
            missing_field       | properties.amount | {"type": "purchase"}
            wrong_type          | event_id          | {"event_id": 7}
            wrong_type          | type              | {"type": ["click"]}
            wrong_type          | occurred_at       | {"occurred_at": "yesterday"}
            wrong_type          | properties        | {"properties": "none"}
            wrong_type          | properties.amount | {"type": "purchase", "properties": {"amount": "19.99", "currency": "EUR"}}
            unknown_type        | type              | {"type": "clack"}
            archived_type       | type              | {"type": "gone"}
            invalid_decision_id | decision_id       | {"decision_id": "forged"}
            subject_mismatch    | subject_id        | {"subject_id": "somebody-else"}
            time_out_of_range   | occurred_at       | {"occurred_at": "2001-01-01T00:00:00Z"}
            invalid_value       | properties.n      | {"properties": {"n": 1e200}}
            """)
    void each_flaw_has_its_code_and_its_field(String code, String field, String flaw) {
        var event = flaw.equals("7") ? 7 : flawed(new JsonObject(flaw));
        var good = event("good-" + flaw.hashCode(), "click", 1, now.minus(HOUR));
        var answer = post(new JsonArray().add(good).add(event));
        assertThat(answer.getInteger("accepted")).isOne();
        assertThat(answer.getInteger("rejected")).isOne();
        var error = answer.getJsonArray("errors").getJsonObject(0);
        assertThat(error.getInteger("index")).isOne();
        assertThat(error.getString("code")).isEqualTo(code);
        assertThat(error.getString("field")).isEqualTo(field);
        assertThat(error.getString("message")).isNotBlank();
    }

    /** A good event but for these fields; those that are null are left out. */
    private JsonObject flawed(JsonObject flaw) {
        var event = event("flawed", "click", 0, now.minus(HOUR)).mergeIn(flaw);
        flaw.stream().filter(field -> field.getValue() == null).forEach(field -> event.remove(field.getKey()));
        return event;
    }

    private void archive(String type) {
        var draft = new JsonObject().put("key", type).put("name", "Archived").put("category", "technical");
        assertThat(reader.post("/api/v1/event-types", draft).status()).isEqualTo(201);
        assertThat(reader.post("/api/v1/event-types/" + type + "/archive").status())
                .isEqualTo(200);
        Eventually.holds(
                () -> code(event("of-archived", type, 0, now.minus(HOUR))).equals("archived_type"));
    }

    private String code(JsonObject event) {
        return post(JsonArray.of(event)).getJsonArray("errors").getJsonObject(0).getString("code");
    }

    /** All of them, in an order and in batches of the sender's own. */
    private List<JsonObject> sendAll(List<JsonObject> events, int sender) {
        var random = new Random(sender);
        var mine = new ArrayList<>(events);
        Collections.shuffle(mine, random);
        var answers = new ArrayList<JsonObject>();
        for (int done = 0; done < mine.size(); ) {
            int size = Math.min(random.nextInt(1, MOST_OF_A_BATCH + 1), mine.size() - done);
            answers.add(sent(mine.subList(done, done + size)));
            done += size;
        }
        return answers;
    }

    private JsonObject sent(List<JsonObject> events) {
        return post(new JsonArray(events));
    }

    private JsonObject post(JsonArray events) {
        var reply = product.post("/api/v1/events", new JsonObject().put("events", events));
        assertThat(reply.status()).as(reply.body()).isEqualTo(202);
        return reply.json();
    }

    private JsonObject event(String id, String type, int subject, Instant at) {
        return new JsonObject()
                .put("event_id", id)
                .put("type", type)
                .put("decision_id", decisionIds.get(subject))
                .put("occurred_at", at.toString());
    }

    private JsonObject decision(int subject) {
        var question = new JsonObject().put("subject_id", "user-" + subject).put("flags", JsonArray.of(Trial.FLAG));
        return product.post("/api/v1/decide", question)
                .json()
                .getJsonObject("decisions")
                .getJsonObject(Trial.FLAG);
    }

    private long counted(String metric) {
        return report().getJsonObject("overall")
                .getJsonObject("metrics")
                .getJsonObject(metric)
                .getLong("value");
    }

    private long data(String what) {
        return report().getJsonObject("data_quality").getJsonObject(what).getLong("count");
    }

    private JsonObject report() {
        var path = trial.path() + "/report?from=" + now.minus(Duration.ofDays(9)) + "&to=" + now.plus(HOUR)
                + "&metric=conversions";
        return reader.get(path).json();
    }
}
