package io.lotty.app.configuration;

import io.lotty.kit.FreshDatabase;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.RedisLinks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A publisher and as many edges as a test wants, without the processes around them. */
final class Distribution implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Pg pg;
    final RedisLink link;
    final PgConfiguration source;
    final LiveConfiguration publishers = new LiveConfiguration();
    final ConfigurationPublisher publisher;
    private final FreshDatabase database;
    private final Path folder;

    Distribution(FreshDatabase database, String redisUrl, Path folder) {
        this.database = database;
        this.folder = folder;
        this.pg = new Pg(PgPools.open(vertx, database.url(), 2));
        this.link = RedisLink.open(vertx, redisUrl, "test").await();
        this.source = new PgConfiguration(pg);
        this.publisher = new ConfigurationPublisher(pg, link, publishers);
    }

    /** What an edge with a data folder of that name works with. */
    LiveConfiguration edge(String redisUrl, String name) {
        var live = new LiveConfiguration();
        vertx.deployVerticle(new ConfigurationFeed(live, new RedisLinks(registry), redisUrl, folder.resolve(name)))
                .await();
        return live;
    }

    Path snapshot(String name) {
        return folder.resolve(name).resolve("configuration.json");
    }

    void change() throws SQLException {
        database.execute("UPDATE configuration_revision SET revision = revision + 1");
    }

    void publish(long revision, String document) {
        new RedisConfiguration(link).publish(revision, Buffer.buffer(document)).await();
    }

    /** As if the message had got lost. */
    void publishSilently(Configuration next) {
        link.send(
                        Request.cmd(Command.MSET)
                                .arg("lotty:{configuration}:document")
                                .arg(ConfigurationJson.encode(next).toString())
                                .arg("lotty:{configuration}:revision")
                                .arg(next.revision()),
                        1_000)
                .await();
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
    }
}
