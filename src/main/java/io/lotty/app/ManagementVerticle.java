package io.lotty.app;

import io.lotty.app.configuration.ConfigurationPublisher;
import io.lotty.app.configuration.LiveConfiguration;
import io.lotty.platform.http.Operations;
import io.lotty.platform.http.Unpacking;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisLinks;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** The people-facing server, on virtual threads: its handlers may wait. */
final class ManagementVerticle extends VerticleBase {
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private final Parts parts;
    private Optional<DrainingServer> server = Optional.empty();
    private final List<RedisLink> links = new ArrayList<>();

    ManagementVerticle(Parts parts) {
        this.parts = parts;
    }

    /**
     * What management is made of.
     *
     * @param port 0 for a free one
     * @param listening is told the port
     */
    record Parts(
            Management management,
            Pg pg,
            StoreUrls stores,
            RedisLinks redisLinks,
            LiveConfiguration live,
            Doors doors,
            OpsRoutes ops,
            String host,
            int port,
            IntConsumer listening) {}

    @Override
    public Future<?> start() {
        return open(parts.stores().redis(), "management")
                .compose(redis -> open(parts.stores().eventsRedis(), "management-events")
                        .compose(eventsRedis -> listen(redis, eventsRedis)));
    }

    private Future<RedisLink> open(String url, String name) {
        return parts.redisLinks().open(vertx, url, name).onSuccess(links::add);
    }

    private Future<?> listen(RedisLink redis, RedisLink eventsRedis) {
        var publisher = new ConfigurationPublisher(parts.pg(), redis, parts.live());
        publisher.publish();
        var http = new DrainingServer(parts.doors().server(vertx), router(publisher, redis, eventsRedis));
        server = Optional.of(http);
        return http.listen(parts.port(), parts.host())
                .onSuccess(port -> parts.listening().accept(port));
    }

    @Override
    public Future<?> stop() {
        return server.map(DrainingServer::stop)
                .orElse(Future.succeededFuture())
                .eventually(
                        () -> Future.all(links.stream().map(RedisLink::close).toList()));
    }

    private Router router(ConfigurationPublisher publisher, RedisLink redis, RedisLink eventsRedis) {
        var router = parts.doors().router(vertx);
        parts.ops().mount(router);
        DocumentRoutes.mountStart(router);
        DocumentRoutes.mount(router);
        // the body first: authentication waits for the database, and what arrives meanwhile would be lost
        router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        router.route("/api/*").handler(parts.management().authentication());
        router.route("/api/*").handler(new Unpacking(MAX_BODY_BYTES));
        var management = parts.management();
        var operations = new Operations(router, publisher::publish, management.keptAnswers(), management.whenDenied());
        management.mount(operations, redis, eventsRedis, parts.live()::plan);
        return router;
    }
}
