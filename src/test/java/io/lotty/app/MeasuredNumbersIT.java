package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Metrics are made of numbers: the catalogue of metrics asks that of events, and that of events keeps it while it is measured. */
@WithStores
@Covers({"MET-1", "EVT-1"})
class MeasuredNumbersIT {
    private static final String METRICS = "/api/v1/metrics";
    private static final String TYPES = "/api/v1/event-types";
    private static final String ORDERS = TYPES + "/order";

    private RunningLotty lotty;
    private HttpCaller erin;

    @BeforeEach
    void start(FreshDatabase database, FreshRedis redis) {
        lotty = RunningLotty.start(database, redis);
        erin = lotty.as(RunningLotty.EXPERIMENTER);
        var order = new JsonObject().put("key", "order").put("name", "Order").put("category", "conversion");
        assertThat(erin.post(TYPES, order.put("properties_schema", schema("number")))
                        .status())
                .isEqualTo(201);
    }

    @AfterEach
    void stop() {
        lotty.close();
    }

    @Test
    void a_metric_adds_what_the_schema_allows_to_be_a_number() {
        assertThat(erin.post(METRICS, ratio("amount", "weight")).status()).isEqualTo(201);

        var refused = erin.post(METRICS, ratio("currency", "currency"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().getJsonArray("errors").stream().map(String::valueOf))
                .hasSize(2)
                .allSatisfy(error -> assertThat(error)
                        .contains("not_a_number", "the schema of event type order says that currency is a string"));
        assertThat(erin.post(
                                METRICS,
                                ratio("amount", "currency").put("kind", "count").putNull("denominator"))
                        .status())
                .isEqualTo(409);
        assertThat(erin.send("PATCH", METRICS + "/spent", "{\"property\": \"currency\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void what_a_running_or_paused_experiment_measures_keeps_its_numbers() {
        erin.post(METRICS, ratio("amount", "weight"));
        var trial = Trial.draft(lotty, new JsonObject().put("primary_metric", "spent"));
        var toText = new JsonObject().put("properties_schema", schema("string"));
        trial.after("submit", "approve", "start");

        assertMeasured(trial, erin.send("PATCH", ORDERS, toText.encode()));
        assertMeasured(trial, erin.post(ORDERS + "/archive"));
        trial.after("pause");
        assertMeasured(trial, erin.send("PATCH", ORDERS, toText.encode()));

        assertThat(erin.send("PATCH", ORDERS, "{\"properties_schema\": {}}").status())
                .isEqualTo(200);
        trial.after("complete");
        assertThat(erin.send("PATCH", ORDERS, toText.encode()).status()).isEqualTo(200);
        assertThat(erin.post(ORDERS + "/archive").status()).isEqualTo(200);
    }

    @Test
    void an_experiment_holds_to_the_version_it_started_with() {
        erin.post(METRICS, ratio("amount", "weight"));
        var trial = Trial.draft(lotty, new JsonObject().put("primary_metric", "spent"))
                .after("submit", "approve", "start");
        var edit = "{\"event_type\": \"purchase\", \"denominator\": {\"event_type\": \"click\", \"property\": null}}";
        assertThat(erin.send("PATCH", METRICS + "/spent", edit).status()).isEqualTo(200);

        assertMeasured(trial, erin.post(ORDERS + "/archive"));
    }

    private static void assertMeasured(Trial trial, HttpCaller.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(reply.json().getString("code")).isEqualTo("event_type_measured");
        assertThat(reply.json().getString("detail")).contains("order", "metric spent", trial.id());
    }

    private static JsonObject schema(String typeOfAmount) {
        var properties = new JsonObject()
                .put("amount", new JsonObject().put("type", typeOfAmount))
                .put("currency", new JsonObject().put("type", "string"));
        return new JsonObject().put("properties", properties);
    }

    private static JsonObject ratio(String property, String below) {
        return new JsonObject()
                .put("key", "spent")
                .put("name", "Spent")
                .put("kind", "ratio")
                .put("event_type", "order")
                .put("property", property)
                .put("denominator", new JsonObject().put("event_type", "order").put("property", below))
                .put("unit", "event")
                .put("requires_exposure", false)
                .put("better", "higher");
    }
}
