package io.lotty.report.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Eventually;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.RunningLotty;
import io.lotty.report.e2e.Shopper.Newcomer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** The known shop as a product that uses a running Lotty: it measures, asks and tells over HTTP only. */
final class OpenShop {
    private static final String FLAG = "shop_layout";
    private static final String EXPERIMENTS = "/api/v1/experiments";
    private static final int MOST_OF_A_BATCH = 1_000;

    /** One event of so many is told twice. */
    private static final int REPEATED = 8;

    private final RunningLotty lotty;
    private final KnownShop shop;
    private final HttpCaller erin;
    private final HttpCaller product;
    private final Map<String, String> decisionIds = new HashMap<>();
    private final List<JsonObject> events = new ArrayList<>();

    OpenShop(RunningLotty lotty, KnownShop shop) {
        this.lotty = lotty;
        this.shop = shop;
        this.erin = lotty.as(RunningLotty.EXPERIMENTER);
        this.product = lotty.product();
    }

    /**
     * What was told, as the answers say.
     *
     * @param events of which each has an id of its own
     * @param repetitions of some of them
     */
    record Told(long events, long repetitions) {}

    /** Makes a flag and the metrics, and an experiment about them that runs when this returns; gives its id. */
    String start() {
        for (var metric : ShopMetric.values()) {
            made("/api/v1/metrics", metric.body());
        }
        made(
                "/api/v1/flags",
                new JsonObject().put("key", FLAG).put("type", "string").put("default_value", "old"));
        var id = made(EXPERIMENTS, experiment()).getString("id");
        var path = EXPERIMENTS + "/" + id;
        done(erin.post(path + "/submit"));
        done(lotty.as(RunningLotty.APPROVER).post(path + "/approve"));
        done(erin.post(path + "/start"));
        var passerBy = new Newcomer("passer-by", KnownShop.COUNTRIES.getFirst());
        Eventually.holds(() -> decision(passerBy).getString("reason").equals("assigned"));
        return id;
    }

    /** Asks for everybody's variant; they live by it. */
    List<Shopper> open() {
        return shop.open(newcomer -> {
            var decision = decision(newcomer);
            assertThat(decision.getString("reason")).isEqualTo("assigned");
            assertThat(decision.getString("value")).isEqualTo(decision.getString("variant"));
            decisionIds.put(newcomer.id(), decision.getString("decision_id"));
            return decision.getString("variant");
        });
    }

    /** Tells all that they did, in no order, in batches of any size, some of it twice. */
    Told tell(List<Shopper> shoppers) {
        shoppers.forEach(this::note);
        var random = new Random(shop.seed());
        Collections.shuffle(events, random);
        var told = new ArrayList<>(events);
        told.addAll(events.subList(0, events.size() / REPEATED));
        Collections.shuffle(told, random);
        long accepted = 0;
        long duplicates = 0;
        for (int done = 0; done < told.size(); ) {
            int size = Math.min(random.nextInt(1, MOST_OF_A_BATCH + 1), told.size() - done);
            var batch = new JsonObject().put("events", new JsonArray(told.subList(done, done + size)));
            var answer = product.post("/api/v1/events", batch);
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            assertThat(answer.json().getInteger("rejected")).as(answer.body()).isZero();
            accepted += answer.json().getInteger("accepted");
            duplicates += answer.json().getInteger("duplicates");
            done += size;
        }
        assertThat(accepted).isEqualTo(events.size());
        assertThat(duplicates).isEqualTo(events.size() / REPEATED);
        return new Told(accepted, duplicates);
    }

    private void note(Shopper shopper) {
        for (var exposure : shopper.exposures()) {
            note(shopper, "exposure", exposure, BigDecimal.ZERO);
        }
        for (var act : shopper.acts()) {
            note(shopper, act.type(), act.at(), act.number());
        }
    }

    private void note(Shopper shopper, String type, Instant at, BigDecimal number) {
        var properties = new JsonObject().put("country", shopper.country());
        var property = ShopMetric.property(type);
        if (!property.isEmpty()) {
            properties.put(property, number);
        }
        events.add(new JsonObject()
                .put("event_id", "shop-" + events.size())
                .put("type", type)
                .put("decision_id", Objects.requireNonNull(decisionIds.get(shopper.id())))
                .put("occurred_at", at.toString())
                .put("properties", properties));
    }

    private JsonObject decision(Newcomer newcomer) {
        var question = new JsonObject()
                .put("subject_id", newcomer.id())
                .put("attributes", new JsonObject().put("country", newcomer.country()))
                .put("flags", JsonArray.of(FLAG));
        return product.post("/api/v1/decide", question)
                .json()
                .getJsonObject("decisions")
                .getJsonObject(FLAG);
    }

    private static JsonObject experiment() {
        var keys = Arrays.stream(ShopMetric.values()).map(ShopMetric::key).toList();
        return new JsonObject()
                .put("flag_key", FLAG)
                .put("name", "A new layout of the shop")
                .put("audience_share", 100)
                .put(
                        "variants",
                        JsonArray.of(
                                variant(KnownShop.CONTROL, ShownReport.WEIGHTS[0]),
                                variant(KnownShop.TREATMENT, ShownReport.WEIGHTS[1])))
                .put("targeting", "country IN [\"DE\", \"KZ\", \"US\"]")
                .put("primary_metric", keys.getFirst())
                .put("secondary_metrics", new JsonArray(keys.subList(1, keys.size())));
    }

    private static JsonObject variant(String name, double weight) {
        return new JsonObject()
                .put("name", name)
                .put("value", name)
                .put("weight", weight)
                .put("control", name.equals(KnownShop.CONTROL));
    }

    private JsonObject made(String path, JsonObject body) {
        var reply = erin.post(path, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json();
    }

    private static void done(HttpCaller.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }
}
