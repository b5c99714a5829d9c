package io.lotty.app;

import io.lotty.app.configuration.LiveConfiguration;
import io.lotty.app.setting.Settings;
import io.lotty.decision.DecisionIds;
import io.lotty.decision.http.BatchRoutes;
import io.lotty.decision.http.DecideCall;
import io.lotty.decision.http.DecideJson;
import io.lotty.decision.http.DecideMeters;
import io.lotty.decision.http.DecideRoutes;
import io.lotty.decision.http.Deciding;
import io.lotty.decision.http.Degradation;
import io.lotty.decision.http.StraightDecide;
import io.lotty.decision.redis.AssignmentMirror;
import io.lotty.decision.redis.DoubtfulClaims;
import io.lotty.decision.redis.RedisAssignments;
import io.lotty.event.http.EventRoutes;
import io.lotty.event.redis.RedisEvents;
import io.lotty.event.redis.Tallying;
import io.lotty.platform.http.Origins;
import io.lotty.platform.http.Problems;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisLinks;
import io.lotty.refusal.Refusal;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The front door, one per event loop: decide and events are answered here, everything else by management. */
final class HttpVerticle extends VerticleBase {
    private static final long EVENTS_TIMEOUT_MILLIS = 5_000;
    private static final List<String> OF_BROWSERS = List.of("/api/v1/decide", "/api/v1/events");
    private static final List<String> OF_PRODUCTS = List.of("/api/v1/decide", BatchRoutes.PATH, "/api/v1/events");

    private final Parts parts;
    private final List<RedisLink> links = new ArrayList<>();
    private Optional<DrainingServer> server = Optional.empty();
    private final List<Supplier<Future<Void>>> whenDrained = new ArrayList<>();

    HttpVerticle(Parts parts) {
        this.parts = parts;
    }

    /** What the front door is made of; shared by its instances. */
    record Parts(
            Settings settings,
            StoreUrls stores,
            RedisLinks redisLinks,
            LiveConfiguration live,
            DecisionIds decisionIds,
            Doors doors,
            OpsRoutes ops,
            PrometheusMeterRegistry registry,
            Readiness readiness,
            InstantSource clock,
            Supplier<UUID> newIds,
            String managementUrl,
            IntConsumer listening) {}

    @Override
    public Future<?> start() {
        return parts.redisLinks()
                .open(vertx, parts.stores().redis(), "assignments")
                .compose(assignments -> {
                    links.add(assignments);
                    return openForEvents();
                })
                .compose(events -> {
                    links.addAll(events);
                    var http = new DrainingServer(parts.doors().server(vertx), door(links.getFirst(), events));
                    server = Optional.of(http);
                    var door = parts.settings().door();
                    return http.listen(door.port(), door.host())
                            .onSuccess(port -> parts.listening().accept(port));
                });
    }

    @Override
    public Future<?> stop() {
        return server.map(DrainingServer::stop)
                .orElse(Future.succeededFuture())
                .eventually(() ->
                        Future.join(whenDrained.stream().map(Supplier::get).toList()))
                .eventually(
                        () -> Future.join(links.stream().map(RedisLink::close).toList()));
    }

    private Future<List<RedisLink>> openForEvents() {
        var opening = IntStream.range(0, RedisEvents.LINKS)
                .mapToObj(each -> parts.redisLinks().open(vertx, parts.stores().eventsRedis(), "events"))
                .toList();
        return Future.all(opening).map(CompositeFuture::list);
    }

    /** The router, and before it the short way for the one call that is made most. */
    private Handler<HttpServerRequest> door(RedisLink assignments, List<RedisLink> events) {
        var decide = decideCall(assignments);
        var router = router(decide, assignments, events);
        return new StraightDecide(parts.live()::keys, origins(), decide, parts.doors()::nextRequestId, router);
    }

    DecideCall decideCall(RedisLink assignments) {
        var live = parts.live();
        var mirror = new AssignmentMirror(assignments, context, parts.registry());
        whenDrained.add(mirror::settled);
        var doubts = new DoubtfulClaims(assignments, context, mirror, parts.registry());
        var deciding = new Deciding(
                live::plan,
                live::atLeast,
                new RedisAssignments(assignments, context, doubts::note),
                mirror::claimed,
                new Degradation(parts.registry(), parts.clock()),
                parts.clock());
        var json = new DecideJson(live::plan, parts.decisionIds());
        return new DecideCall(live::plan, deciding, json, new DecideMeters(parts.registry()));
    }

    /** All routes of the front door; those that answer carry the operation id of the OpenAPI document as their name. */
    Router router(DecideCall decide, RedisLink assignments, List<RedisLink> events) {
        var live = parts.live();
        var router = parts.doors().router(vertx);
        parts.ops().mount(router);
        parts.readiness().inform("redis", assignments::isUp);
        var streams = new RedisEvents(events, parts.settings().events().streams(), EVENTS_TIMEOUT_MILLIS);
        parts.readiness().inform("events_redis", streams::isUp);
        OF_BROWSERS.forEach(path -> router.route(path).handler(origins().router()));
        OF_PRODUCTS.forEach(path -> router.post(path).handler(this::requireConfiguration));
        new DecideRoutes(live::keys, decide).mount(router);
        new BatchRoutes(live::keys, decide).mount(router);
        var tallying = new Tallying(events.getFirst(), context, parts.newIds().get(), parts.registry());
        whenDrained.add(tallying::settled);
        var intake = new EventRoutes(
                live::events,
                live::keys,
                streams::offer,
                tallying::count,
                new VerifiedDecisionIds(parts.decisionIds()),
                parts.settings().events().limits(),
                parts.clock(),
                parts.registry());
        intake.mount(router);
        live.whenSwapped(now -> intake.know(now.events()));
        OF_PRODUCTS.forEach(path -> router.route(path).handler(context -> Problems.notAllowed(context, "POST")));
        DocumentRoutes.mountStart(router);
        router.route("/api/*")
                .handler(new ManagementProxy(
                        vertx,
                        URI.create(parts.managementUrl()),
                        parts.settings().clientAddresses()));
        return router;
    }

    private Origins origins() {
        return new Origins(parts.settings().door().corsOrigins());
    }

    private void requireConfiguration(RoutingContext context) {
        if (!parts.live().isPresent()) {
            throw new Refusal.Unavailable("This edge has no configuration yet. Try again in a second.", 1);
        }
        context.next();
    }
}
