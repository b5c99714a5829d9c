package io.lotty.event.http;

import io.lotty.access.KeyRing;
import io.lotty.access.http.ApiKeyCheck;
import io.lotty.event.DecisionIds;
import io.lotty.event.EventCatalogue;
import io.lotty.event.EventIntake;
import io.lotty.event.EventLimits;
import io.lotty.event.Offer;
import io.lotty.event.Verdict;
import io.lotty.platform.http.JsonOnly;
import io.lotty.platform.http.RequestLog;
import io.lotty.platform.http.Unpacking;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** The intake of events, on an event loop: read, check, keep, answer. */
public final class EventRoutes {
    private static final String OPERATION = "sendEvents";
    private static final String PATH = "/api/v1/events";
    private static final String JSON = "application/json";

    private final Supplier<EventCatalogue> catalogue;
    private final ApiKeyCheck keyCheck;
    private final Store store;
    private final Answered answered;
    private final DecisionIds decisionIds;
    private final EventLimits limits;
    private final InstantSource clock;
    private final EventMeters meters;

    /** Where checked events become durable. */
    @FunctionalInterface
    public interface Store {
        /** Never fails: what cannot be kept is a {@link Offer.Refused}. */
        Future<Offer> offer(List<Verdict.Checked> events, Instant receivedAt);
    }

    /** Hears what answers say. */
    @FunctionalInterface
    public interface Answered {
        /** One batch, all of it durable, and what became of it. Returns at once. */
        void count(List<Verdict> batch, Offer.Kept kept, Instant receivedAt);
    }

    public EventRoutes(
            Supplier<EventCatalogue> catalogue,
            Supplier<KeyRing> keys,
            Store store,
            Answered answered,
            DecisionIds decisionIds,
            EventLimits limits,
            InstantSource clock,
            MeterRegistry registry) {
        this.catalogue = catalogue;
        this.keyCheck = new ApiKeyCheck(keys);
        this.store = store;
        this.answered = answered;
        this.decisionIds = decisionIds;
        this.limits = limits;
        this.clock = clock;
        this.meters = new EventMeters(registry);
    }

    public void mount(Router router) {
        router.post(PATH)
                .setName(OPERATION)
                .handler(EventRoutes::named)
                .handler(keyCheck)
                .handler(JsonOnly::check);
        router.post(PATH)
                .setName(OPERATION)
                .handler(BodyHandler.create(false).setBodyLimit(EventLimits.MAX_BODY_BYTES))
                .handler(new Unpacking(EventLimits.MAX_BODY_BYTES))
                .handler(this::take);
    }

    /** Makes the counters of a catalogue that has come into force. */
    public void know(EventCatalogue current) {
        meters.know(current);
    }

    private static void named(RoutingContext context) {
        RequestLog.route(context, OPERATION);
        context.next();
    }

    private void take(RoutingContext context) {
        var body = context.body().buffer();
        var batch = EventJson.readBatch(body == null ? Buffer.buffer() : body);
        var now = clock.instant();
        var verdicts = EventIntake.check(batch, catalogue.get(), decisionIds, now, limits);
        store.offer(only(verdicts, Verdict.Checked.class), now)
                .onSuccess(offer -> {
                    if (offer instanceof Offer.Kept kept) {
                        answered.count(verdicts, kept, now);
                    }
                    answer(context, offer, only(verdicts, Verdict.Rejected.class));
                })
                .onFailure(context::fail);
    }

    private void answer(RoutingContext context, Offer offer, List<Verdict.Rejected> rejected) {
        switch (offer) {
            case Offer.Refused refused -> context.fail(refused.reason());
            case Offer.Kept kept -> {
                meters.ingested(kept.fresh());
                meters.pending(kept.pending());
                meters.duplicates(kept.duplicates());
                meters.rejected(rejected);
                context.response()
                        .setStatusCode(202)
                        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                        .end(EventJson.answer(kept, rejected).toBuffer());
            }
        }
    }

    private static <T extends Verdict> List<T> only(List<Verdict> verdicts, Class<T> kind) {
        return verdicts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
