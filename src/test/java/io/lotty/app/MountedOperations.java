package io.lotty.app;

import io.lotty.app.configuration.LiveConfiguration;
import io.lotty.app.setting.Settings;
import io.lotty.decision.DecisionIds;
import io.lotty.decision.Plan;
import io.lotty.kit.FreshRedis;
import io.lotty.platform.http.Operations;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisLinks;
import io.lotty.platform.telemetry.Telemetry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What the code really mounts, as {@code id: METHOD path}, without serving it. */
final class MountedOperations {
    private static final InstantSource CLOCK = InstantSource.system();

    private final Vertx vertx;
    private final FreshRedis redis;
    private final Ids ids = new Ids(CLOCK);
    private final Doors doors = new Doors(ids::next, CLOCK);
    private final Settings settings;

    MountedOperations(Vertx vertx, FreshRedis redis) {
        this.vertx = vertx;
        this.redis = redis;
        this.settings = Settings.of(Map.of(
                "LOTTY_PROFILE",
                "demo",
                "LOTTY_POSTGRES_URL",
                "postgresql://nobody:nothing@127.0.0.1:1/none",
                "LOTTY_REDIS_URL",
                redis.url()));
    }

    Set<String> all() {
        var all = new TreeSet<String>();
        for (var mounted : people()) {
            all.add(line(mounted.operationId(), mounted.method(), mounted.path()));
        }
        addNamed(all, document());
        addNamed(all, edge());
        return all;
    }

    /** The ids of those that are done once for each key. */
    Set<String> changes() {
        var changes = new TreeSet<String>();
        for (var mounted : people()) {
            if (mounted.takesKey()) {
                changes.add(mounted.operationId());
            }
        }
        return changes;
    }

    static String line(String id, HttpMethod method, String path) {
        return id + ": " + method + " " + path;
    }

    private Iterable<Operations.Mounted> people() {
        // opened when first used, and it is not
        var pool = PgPools.open(vertx, settings.stores().postgresUrl().orElseThrow(), 1);
        var operations = new Operations(Router.router(vertx), () -> {});
        var link = RedisLink.open(vertx, redis.url(), "test").await();
        new Management(vertx, new Pg(pool), settings, ids, CLOCK).mount(operations, link, link, () -> Plan.EMPTY);
        link.close().await();
        pool.close().await();
        return operations.mounted();
    }

    private Router document() {
        var router = Router.router(vertx);
        DocumentRoutes.mount(router);
        return router;
    }

    private Router edge() {
        var telemetry = new Telemetry();
        var readiness = new Readiness();
        var keys = new LinkedHashMap<Integer, byte[]>();
        keys.put(1, "a secret of the tests".getBytes(StandardCharsets.UTF_8));
        var edge = new HttpVerticle(new HttpVerticle.Parts(
                settings,
                new StoreUrls("", redis.url(), redis.url()),
                new RedisLinks(telemetry.registry()),
                new LiveConfiguration(),
                new DecisionIds(keys),
                doors,
                new OpsRoutes(readiness, telemetry.registry()),
                telemetry.registry(),
                readiness,
                CLOCK,
                ids::next,
                "http://127.0.0.1:1",
                port -> {}));
        edge.init(vertx, vertx.getOrCreateContext());
        var link = RedisLink.open(vertx, redis.url(), "test").await();
        var router = edge.router(edge.decideCall(link), link, List.of(link));
        link.close().await();
        return router;
    }

    /**
     * A route for one method is an operation and bears its id as name. One without a name must only prepare another at
     * its place; routes for any method prepare or hand on.
     */
    private static void addNamed(Set<String> all, Router router) {
        var routes = router.getRoutes().stream()
                .filter(route -> route.methods() != null)
                .toList();
        for (var route : routes) {
            if (isNamed(route) || routes.stream().noneMatch(other -> isNamed(other) && isSamePlace(other, route))) {
                route.methods()
                        .forEach(method -> all.add(line(route.getName(), method, String.valueOf(route.getPath()))));
            }
        }
    }

    /** Vert.x calls a route without a name by its path. */
    private static boolean isNamed(Route route) {
        return !route.getName().startsWith("/");
    }

    private static boolean isSamePlace(Route one, Route other) {
        return Objects.equals(one.getPath(), other.getPath()) && one.methods().equals(other.methods());
    }
}
