package io.lotty.demo;

import io.lotty.demo.LottyClient.Credential;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * All shoppers of a run, wave by wave: decide for each, note the truth, send what he did. What is held back in one wave
 * leaves with the next. For the main thread, but for {@link #done()}.
 */
final class Season {
    private static final int WAVE = 500;
    private static final String NOT_SEEN = "no_experiment";
    private static final Duration LOOK_PAUSE = Duration.ofMillis(20);
    private static final int MAX_LOOKS = 500;
    /** Behind one address there may be several edges, and each has to see the experiment. */
    private static final int LOOKS_IN_A_ROW = 10;

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

    /**
     * Waits until edges know the experiment, which reaches them a moment after it has started. Asks for a stranger who is
     * not to be enrolled; goes on after a while in any case, for then the figures will tell.
     */
    void awaitDoorsOpen(Consumer<Duration> rest) {
        var stranger = request(
                options.crowd().run() + "-stranger",
                Shopper.of(options.crowd(), 0).attributes());
        for (int looks = 0, inARow = 0; looks < MAX_LOOKS && inARow < LOOKS_IN_A_ROW; looks++) {
            var look = decide(stranger.put("enroll", false));
            inARow = look.reason().equals(NOT_SEEN) ? 0 : inARow + 1;
            if (inARow == 0) {
                rest.accept(LOOK_PAUSE);
            }
        }
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
        return decide(request(shopper.id(), shopper.attributes()));
    }

    private Decision decide(JsonObject request) {
        return Decision.read(lotty.post("/decide", key, request).orStop("decide"), campaign);
    }

    private JsonObject request(String subject, JsonObject attributes) {
        return new JsonObject()
                .put("subject_id", subject)
                .put("attributes", attributes)
                .put("flags", new JsonArray().add(campaign.flag()));
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
