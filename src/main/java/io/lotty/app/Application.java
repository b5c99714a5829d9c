package io.lotty.app;

import io.lotty.access.pg.PgUsers;
import io.lotty.app.configuration.ConfigurationFeed;
import io.lotty.app.configuration.LiveConfiguration;
import io.lotty.app.embedded.EmbeddedStores;
import io.lotty.app.setting.ProcessRole;
import io.lotty.app.setting.Settings;
import io.lotty.decision.DecisionIds;
import io.lotty.platform.pg.Migration;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.platform.telemetry.Telemetry;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process of Lotty, from start to stop. {@link #start} and {@link #stop} read as lists. */
public final class Application {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);
    private static final int STOP_SECONDS = 30;

    private final Settings settings;
    private final InstantSource clock = InstantSource.system();
    private final Ids ids = new Ids(clock);
    private final Telemetry telemetry = new Telemetry();
    private final Readiness readiness = new Readiness();
    private final LiveConfiguration live = new LiveConfiguration();
    private final Doors doors = new Doors(ids::next, clock);
    private final OpsRoutes ops = new OpsRoutes(readiness, telemetry.registry());
    private final Optional<EmbeddedStores> embedded;
    private final StoreUrls stores;
    private final DecisionIds decisionIds;
    private final Vertx vertx;
    private final AtomicInteger managementPort = new AtomicInteger();
    private final AtomicInteger port = new AtomicInteger();
    private Optional<Pool> pool = Optional.empty();

    private Application(Settings settings) {
        this.settings = settings;
        this.embedded = settings.stores().areEmbedded()
                ? Optional.of(EmbeddedStores.start(settings.stores().dataDir()))
                : Optional.empty();
        this.stores = StoreUrls.of(settings.stores(), embedded);
        this.decisionIds = new DecisionIds(decisionKeys(settings));
        this.vertx = Vertx.builder()
                .with(new VertxOptions().setPreferNativeTransport(true).setMetricsOptions(telemetry.vertxOptions()))
                .withMetrics(telemetry.vertxMetrics())
                .build();
    }

    /** Starts what the settings ask for; throws a {@link StartFailure} when that cannot be, having stopped the rest. */
    public static Application start(Settings settings) {
        var application = new Application(settings);
        try {
            application.run();
            return application;
        } catch (Throwable failure) {
            application.stop();
            throw failure instanceof StartFailure said ? said : Starting.failure(failure, settings);
        }
    }

    /** The port that this process listens on. */
    public int port() {
        return port.get();
    }

    private void run() {
        if (settings.needsPostgres()) {
            Migration.run(stores.postgres());
            pool = Optional.of(
                    PgPools.open(vertx, stores.postgres(), settings.stores().postgresPoolSize()));
        }
        if (settings.plays(ProcessRole.EXPERIMENTS)) {
            deployManagement();
        }
        if (settings.plays(ProcessRole.INGEST)) {
            deployIngest();
        }
        if (settings.plays(ProcessRole.WATCH)) {
            deploy(new WatchVerticle(pg(), stores.redis(), live), onVirtualThread());
        }
        if (settings.plays(ProcessRole.HTTP)) {
            deployEdge();
        } else if (!settings.plays(ProcessRole.EXPERIMENTS)) {
            deploy(new OpsVerticle(doors, ops, settings.door(), port::set), new DeploymentOptions());
        }
        LOG.atInfo()
                .addKeyValue("roles", settings.roles())
                .addKeyValue("port", port.get())
                .log("started");
        Banner.show(settings, port.get());
    }

    private void deployManagement() {
        var management = new Management(vertx, pg(), settings, ids, clock);
        new DemoData(management, new PgUsers(pg()), ids, clock).begin(settings);
        boolean isFrontDoor = !settings.plays(ProcessRole.HTTP);
        var parts = new ManagementVerticle.Parts(
                management,
                pg(),
                stores,
                live,
                doors,
                ops,
                isFrontDoor ? settings.door().host() : "127.0.0.1",
                isFrontDoor ? settings.door().port() : 0,
                isFrontDoor ? port::set : managementPort::set);
        deploy(new ManagementVerticle(parts), onVirtualThread());
        var probe = new PostgresProbe(vertx, pool.orElseThrow());
        probe.start();
        readiness.require("postgres", probe::isUp);
    }

    private void deployIngest() {
        var parts = new IngestVerticle.Parts(
                pg(),
                stores.eventsRedis(),
                settings.events().streams(),
                decisionIds,
                telemetry.registry(),
                clock,
                ids.next().toString());
        for (int shard = 0; shard < settings.events().streams().shards(); shard++) {
            deploy(new IngestVerticle(parts, shard), onVirtualThread());
        }
    }

    private void deployEdge() {
        readiness.require("configuration", live::isPresent);
        deploy(new ConfigurationFeed(live, stores.redis(), settings.stores().dataDir()), new DeploymentOptions());
        var parts = new HttpVerticle.Parts(
                settings,
                stores,
                live,
                decisionIds,
                doors,
                ops,
                telemetry.registry(),
                readiness,
                clock,
                settings.door().managementUrl().orElse("http://127.0.0.1:" + managementPort.get()),
                port::set);
        int loops = settings.door().port() == 0 ? 1 : Runtime.getRuntime().availableProcessors();
        for (int loop = 0; loop < loops; loop++) {
            deploy(new HttpVerticle(parts), new DeploymentOptions());
        }
    }

    /** Stops in the reverse order: doors first, then what they use. Waits, but not forever. */
    public void stop() {
        try {
            vertx.close().await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (Throwable late) {
            LOG.atWarn().addKeyValue("cause", late.toString()).log("did not stop in time");
        }
        embedded.ifPresent(EmbeddedStores::close);
        LOG.info("stopped");
    }

    private Pg pg() {
        return new Pg(pool.orElseThrow());
    }

    private void deploy(Deployable verticle, DeploymentOptions options) {
        vertx.deployVerticle(verticle, options).await();
    }

    private static DeploymentOptions onVirtualThread() {
        return new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
    }

    private static SequencedMap<Integer, byte[]> decisionKeys(Settings settings) {
        var keys = new LinkedHashMap<Integer, byte[]>();
        settings.secrets()
                .decisionKeys()
                .forEach((number, secret) -> keys.put(number, secret.value().getBytes(StandardCharsets.UTF_8)));
        return keys;
    }
}
