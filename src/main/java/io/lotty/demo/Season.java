package io.lotty.demo;

import io.lotty.demo.LottyClient.Credential;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * All shoppers of a run, wave by wave: decide for each, note the truth, send what he did. What is held back in one wave
 * leaves with the next. For the main thread, but for {@link #done()}.
 */
final class Season {
    private static final int WAVE = 500;

    private final LottyClient lotty;
    private final Options options;
    private final Campaign campaign;
    private final Crew crew;
    private final AtomicInteger done = new AtomicInteger();
    private final Intake intake;
    private final Credential key;
    private final Truth truth;
    private final List<Asked> asked = new ArrayList<>();

    /** A shopper who will be asked for again, and what he was told. */
    private record Asked(int number, Decision decision) {}

    /** How many were asked again, and for how many the answer was another. Ids are compared unless Lotty was degraded. */
    record AskedAgain(int shoppers, int otherVariant, int otherId) {}

    Season(LottyClient lotty, Options options, Campaign campaign, Crew crew, Intake intake) {
        this.lotty = lotty;
        this.options = options;
        this.campaign = campaign;
        this.crew = crew;
        this.intake = intake;
        this.key = Credential.key(options.key());
        this.truth = new Truth(campaign);
    }

    /** Sends everything; returns when all of it is acknowledged. */
    Truth run() {
        var post = new Post();
        var crowd = options.crowd();
        for (var from = 0; from < crowd.subjects(); from += WAVE) {
            var numbers = IntStream.range(from, Math.min(from + WAVE, crowd.subjects()))
                    .boxed()
                    .toList();
            var visits = crew.each(numbers, this::visit);
            var parcels = new ArrayList<Parcel>();
            for (var visit : visits) {
                truth.add(visit);
                parcels.addAll(Parcel.pack(visit, crowd.seed(), options.travel()));
                remember(visit);
            }
            send(post.depart(parcels));
        }
        send(post.depart(List.of()));
        return truth;
    }

    /** Asks again for those remembered: a subject keeps the variant, and the same request gives the same decision id. */
    AskedAgain askAgain() {
        var answers = crew.each(asked, before -> compare(before, decide(Shopper.of(options.crowd(), before.number()))));
        return answers.stream()
                .reduce(
                        new AskedAgain(0, 0, 0),
                        (one, other) -> new AskedAgain(
                                one.shoppers + other.shoppers,
                                one.otherVariant + other.otherVariant,
                                one.otherId + other.otherId));
    }

    /** Shoppers who have been decided for. From any thread. */
    int done() {
        return done.get();
    }

    private static AskedAgain compare(Asked before, Decision now) {
        var then = before.decision();
        var comparable = !then.degraded() && !now.degraded();
        return new AskedAgain(
                1,
                then.variant().equals(now.variant()) ? 0 : 1,
                comparable && !then.id().equals(now.id()) ? 1 : 0);
    }

    private Visit visit(int number) {
        var shopper = Shopper.of(options.crowd(), number);
        var visit = Visit.of(options.crowd(), shopper, decide(shopper), campaign);
        done.incrementAndGet();
        return visit;
    }

    private Decision decide(Shopper shopper) {
        var request = new JsonObject()
                .put("subject_id", shopper.id())
                .put("attributes", shopper.attributes())
                .put("flags", new JsonArray().add(campaign.flag()));
        return Decision.read(lotty.post("/decide", key, request).orStop("decide"), campaign);
    }

    private void send(List<List<ShopEvent>> batches) {
        crew.each(batches, batch -> {
            intake.hand(batch);
            return batch.size();
        });
    }

    private void remember(Visit visit) {
        // Every k-th by the percentage: spread evenly over the crowd, no draw needed.
        var share = (long) options.travel().askAgain();
        var number = visit.shopper().number();
        if ((number + 1) * share / 100 > number * share / 100) {
            asked.add(new Asked(number, visit.decision()));
        }
    }
}
