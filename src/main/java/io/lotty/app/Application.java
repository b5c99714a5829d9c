package io.lotty.app;

import io.lotty.access.pg.PgUsers;
import io.lotty.app.configuration.ConfigurationFeed;
import io.lotty.app.configuration.LiveConfiguration;
import io.lotty.app.embedded.EmbeddedStores;
import io.lotty.app.setting.ProcessRole;
import io.lotty.app.setting.Settings;
import io.lotty.decision.DecisionIds;
import io.lotty.decision.redis.MirrorStreams;
import io.lotty.event.redis.IngestSight;
import io.lotty.platform.pg.DatabaseRole;
import io.lotty.platform.pg.Migration;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.platform.redis.RedisLinks;
import io.lotty.platform.telemetry.Telemetry;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process of Lotty, from start to stop. {@link #start} and {@link #stop} read as lists. */
public final class Application {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);
    private static final int START_SECONDS = 60;
    private static final int CLOSE_SECONDS = 10;

    private final ReentrantLock life = new ReentrantLock();
    private final Settings settings;
    private final InstantSource clock = InstantSource.system();
    private final Ids ids = new Ids(clock);
    private final Telemetry telemetry = new Telemetry();
    private final RedisLinks redisLinks = new RedisLinks(telemetry.registry());
    private final Readiness readiness = new Readiness();
    private final LiveConfiguration live = new LiveConfiguration();
    private final Doors doors = new Doors(ids::nextOfRequest, clock);
    private final OpsRoutes ops = new OpsRoutes(readiness, telemetry.registry());
    private final DecisionIds decisionIds;
    private final Vertx vertx;
    private final Deployments deployments;
    private final AtomicInteger managementPort = new AtomicInteger();
    private final AtomicInteger port = new AtomicInteger();
    private Optional<EmbeddedStores> embedded = Optional.empty();
    private Optional<Pg> pg = Optional.empty();
    private volatile boolean isStopAsked;
    private boolean isStopped;

    /** A process that holds nothing yet: only {@link #start} opens files, ports and connections. */
    public Application(Settings settings) {
        this.settings = settings;
        this.decisionIds = new DecisionIds(settings.secrets().decisionKeyBytes());
        this.vertx = Vertx.builder()
                .with(new VertxOptions().setPreferNativeTransport(true).setMetricsOptions(telemetry.vertxOptions()))
                .withMetrics(telemetry.vertxMetrics())
                .build();
        this.deployments = new Deployments(vertx);
    }

    /** An application that has started. */
    public static Application start(Settings settings) {
        var application = new Application(settings);
        application.start();
        return application;
    }

    /** Starts what the settings ask for; throws a {@link StartFailure} when that cannot be, having stopped the rest. */
    public void start() {
        life.lock();
        try {
            run();
        } catch (Throwable failure) {
            stop();
            throw failure instanceof StartFailure said ? said : Starting.failure(failure, settings);
        } finally {
            life.unlock();
        }
    }

    /** The port that this process listens on. */
    public int port() {
        return port.get();
    }

    private void run() {
        var stores = openStores();
        if (settings.needsPostgres()) {
            openPool(stores.postgres(), migrate(stores.postgres()));
        }
        if (settings.plays(ProcessRole.EXPERIMENTS)) {
            deployManagement(stores);
        }
        if (settings.plays(ProcessRole.INGEST)) {
            deployIngest(stores);
        }
        if (settings.plays(ProcessRole.WATCH)) {
            deployWatch(stores);
        }
        if (settings.plays(ProcessRole.HTTP) || settings.plays(ProcessRole.EXPERIMENTS)) {
            deployFeed(stores);
        }
        if (settings.plays(ProcessRole.HTTP)) {
            deployEdge(stores);
        } else if (!settings.plays(ProcessRole.EXPERIMENTS)) {
            deploy(new DeploymentOptions(), List.of(new OpsVerticle(doors, ops, settings.door(), port::set)));
        }
        LOG.atInfo()
                .addKeyValue("roles", ProcessRole.text(settings.roles()))
                .addKeyValue("port", port.get())
                .log("started");
        Banner.show(settings, port.get());
    }

    private StoreUrls openStores() {
        if (settings.stores().areEmbedded()) {
            embedded = Optional.of(EmbeddedStores.start(settings.stores().dataDir()));
        }
        return StoreUrls.of(settings.stores(), embedded);
    }

    private DatabaseRole migrate(String url) {
        return settings.stores()
                .migrationUrl()
                .map(ownerUrl -> Migration.run(url, ownerUrl))
                .orElseGet(() -> Migration.run(url));
    }

    private void openPool(String url, DatabaseRole role) {
        var opened = PgPools.open(vertx, url, settings.stores().postgresPoolSize(), role);
        pg = Optional.of(new Pg(opened));
        var probe = new PostgresProbe(vertx, opened);
        probe.start();
        if (settings.plays(ProcessRole.HTTP)) {
            readiness.inform("postgres", probe::isUp); // products are served without it
        } else {
            readiness.require("postgres", probe::isUp);
        }
    }

    private void deployManagement(StoreUrls stores) {
        var management = new Management(vertx, pg(), settings, ids, clock);
        new DemoData(management, new PgUsers(pg()), ids, clock).begin(settings);
        boolean isFrontDoor = !settings.plays(ProcessRole.HTTP);
        var parts = new ManagementVerticle.Parts(
                management,
                pg(),
                stores,
                redisLinks,
                live,
                doors,
                ops,
                isFrontDoor ? settings.door().host() : "127.0.0.1",
                isFrontDoor ? settings.door().port() : 0,
                isFrontDoor ? port::set : managementPort::set);
        deploy(onVirtualThread(), List.of(new ManagementVerticle(parts)));
    }

    private void deployIngest(StoreUrls stores) {
        readiness.detail("ingest", () -> {
            var sight = IngestSight.of(telemetry.registry());
            return new JsonObject()
                    .put("backlog_entries", sight.backlog())
                    .put("lag_seconds", sight.lagSeconds())
                    .put("dead_letters", sight.buried());
        });
        var parts = new IngestVerticle.Parts(
                pg(),
                redisLinks,
                stores.eventsRedis(),
                settings.events().streams(),
                decisionIds,
                telemetry.registry(),
                clock,
                ids.next().toString());
        deploy(
                onVirtualThread(),
                IntStream.range(0, settings.events().streams().shards())
                        .mapToObj(shard -> new IngestVerticle(parts, shard))
                        .toList());
        deploy(onVirtualThread(), List.of(new TallyVerticle(parts)));
        var mirror = new MirrorVerticle.Parts(
                pg(), redisLinks, stores.redis(), telemetry.registry(), clock, parts.consumer());
        deploy(
                onVirtualThread(),
                IntStream.range(0, MirrorStreams.SHARDS)
                        .mapToObj(shard -> new MirrorVerticle(mirror, shard))
                        .toList());
    }

    private void deployWatch(StoreUrls stores) {
        var parts = new WatchVerticle.Parts(
                pg(), redisLinks, stores.redis(), live, settings.events().keeping(), telemetry.registry(), clock);
        var measuring = new MeasuringVerticle(pg(), clock, telemetry.registry());
        deploy(onVirtualThread(), List.of(new WatchVerticle(parts), measuring));
    }

    /** For edges to decide by; for management to explain what they decide. */
    private void deployFeed(StoreUrls stores) {
        deploy(
                new DeploymentOptions(),
                List.of(new ConfigurationFeed(
                        live, redisLinks, stores.redis(), settings.stores().dataDir())));
    }

    private void deployEdge(StoreUrls stores) {
        readiness.require("configuration", live::isPresent);
        var parts = new HttpVerticle.Parts(
                settings,
                stores,
                redisLinks,
                live,
                decisionIds,
                doors,
                ops,
                telemetry.registry(),
                readiness,
                clock,
                ids::next,
                settings.door().managementUrl().orElse("http://127.0.0.1:" + managementPort.get()),
                port::set);
        int loops = settings.door().port() == 0 ? 1 : Runtime.getRuntime().availableProcessors();
        deploy(
                new DeploymentOptions(),
                Stream.generate(() -> new HttpVerticle(parts)).limit(loops).toList());
    }

    /**
     * Stops in the reverse order: the doors first, which answer what they have begun; then the ingest and management; the
     * embedded stores last. Waits for each, but not forever. A start under way gives up at its next step. Stopping again
     * does nothing.
     */
    public void stop() {
        isStopAsked = true;
        if (!isLifeFree()) {
            LOG.warn("did not stop: the start has not come to an end");
            return;
        }
        try {
            if (!isStopped) {
                isStopped = true;
                deployments.stop();
                closeVertx();
                embedded.ifPresent(EmbeddedStores::close);
                LOG.info("stopped");
            }
        } finally {
            life.unlock();
        }
    }

    private boolean isLifeFree() {
        try {
            return life.tryLock(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void closeVertx() {
        try {
            vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (Throwable late) {
            LOG.atWarn().addKeyValue("cause", late.toString()).log("Vert.x did not close in time");
        }
    }

    /** The one of this process: a transaction is joined by those who share it. */
    private Pg pg() {
        return pg.orElseThrow();
    }

    private void deploy(DeploymentOptions options, List<? extends Deployable> verticles) {
        if (isStopAsked) {
            throw new StartFailure("Lotty was asked to stop while it was starting.");
        }
        deployments.start(options, verticles);
    }

    private static DeploymentOptions onVirtualThread() {
        return new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
    }
}
