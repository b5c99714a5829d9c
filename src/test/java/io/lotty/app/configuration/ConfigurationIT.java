package io.lotty.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.WithStores;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.lotty.platform.redis.RedisLink;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a change reaches the edges. */
@WithStores
@Covers("DEC-9")
class ConfigurationIT {
    private static final Request DOCUMENT = Request.cmd(Command.GET).arg("lotty:{configuration}:document");
    private static final String CHANGE = "UPDATE configuration_revision SET revision = revision + 1 RETURNING revision";

    private final FreshDatabase database;
    private final FreshRedis redis;
    private final Distribution world;

    ConfigurationIT(FreshDatabase database, FreshRedis redis, @TempDir Path folder) {
        this.database = database;
        this.redis = redis;
        this.world = new Distribution(database, redis.url(), folder);
    }

    @AfterEach
    void stop() throws TimeoutException {
        world.close();
    }

    @Test
    void what_is_published_reaches_every_process_by_push() throws SQLException {
        var edges = new LiveConfiguration[] {world.edge(redis.url(), "a"), world.edge(redis.url(), "b")};
        var started = Instant.now();
        for (int i = 0; i < 20; i++) {
            world.change();
            world.publisher.publish();
            for (var edge : edges) {
                Eventually.holds(() -> edge.revision() == world.publishers.revision());
            }
        }
        // by looking once a second, twenty changes one after the other would take some ten seconds
        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(edges[0].revision()).isEqualTo(world.source.revision());
        assertThat(edges[0].events()).isEqualTo(world.publishers.events());
        assertThat(edges[0].plan()).isEqualTo(world.publishers.plan());
        assertThat(edges[0].keys()).isEqualTo(world.publishers.keys());
    }

    @Test
    void nothing_is_published_when_nothing_has_changed() throws Exception {
        world.publisher.publish();
        redis.flush();
        world.publisher.publish();
        assertThat(world.link.send(DOCUMENT, 1_000).await()).isNull();
    }

    @Test
    void who_asks_for_a_later_revision_gets_it_before_the_next_look() throws SQLException {
        world.publisher.publish();
        var edge = world.edge(redis.url(), "a");
        Eventually.holds(() -> edge.revision() == world.publishers.revision());
        for (int i = 0; i < 5; i++) {
            world.change();
            var next = world.source.compile();
            world.publishSilently(next);
            Eventually.holds(() -> {
                edge.atLeast(next.revision()).await();
                return true;
            });
            assertThat(edge.revision()).isEqualTo(next.revision());
        }
        assertThat(edge.atLeast(world.publishers.revision() + 1_000).cause()).isNull();
        Eventually.holds(() -> edge.atLeast(world.publishers.revision() + 1_000).failed());
    }

    @Test
    void changes_that_come_together_are_published_together_and_nobody_returns_before_his_own() throws Exception {
        world.publisher.publish();
        long first = world.publishers.revision();
        Promise<Void> done = Promise.promise();
        var published = new AtomicInteger();
        world.publishers.whenSwapped(now -> published.incrementAndGet());
        world.vertx
                .deployVerticle(
                        new VerticleBase() {
                            @Override
                            public Future<?> start() {
                                var left = new AtomicInteger(50);
                                for (int i = 0; i < 50; i++) {
                                    context.runOnContext(each -> {
                                        long mine = world.pg
                                                .read(tx -> tx.one(CHANGE, row -> row.getLong("revision")))
                                                .orElseThrow();
                                        world.publisher.publish();
                                        if (world.publishers.revision() < mine) {
                                            done.tryFail("returned before revision " + mine);
                                        } else if (left.decrementAndGet() == 0) {
                                            done.tryComplete();
                                        }
                                    });
                                }
                                return Future.succeededFuture();
                            }
                        },
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .await();
        done.future().await(20, TimeUnit.SECONDS);
        assertThat(world.publishers.revision()).isEqualTo(first + 50);
        assertThat(published.get()).isLessThan(50);
    }

    @Test
    void a_slow_publisher_never_replaces_a_newer_configuration() throws SQLException {
        var old = world.source.compile();
        world.change();
        world.publisher.publish();
        new RedisConfiguration(world.link)
                .publish(old.revision(), ConfigurationJson.encode(old))
                .await();
        assertThat(new RedisConfiguration(world.link).revision().await()).isEqualTo(world.publishers.revision());
        assertThat(world.publishers.offer(old)).isFalse();
    }

    @Test
    void a_document_that_cannot_be_read_changes_nothing() throws SQLException {
        world.publisher.publish();
        var edge = world.edge(redis.url(), "a");
        Eventually.holds(edge::isPresent);
        long before = edge.revision();
        world.publish(before + 1, "{\"format\":99}");
        world.publish(before + 2, "rubbish");
        database.execute("UPDATE configuration_revision SET revision = " + (before + 3));
        world.publisher.publish();
        Eventually.holds(() -> edge.revision() == before + 3);
    }

    @Test
    void a_publisher_without_redis_fails_no_one_and_its_own_process_knows_at_once() throws Exception {
        var away = RedisLink.open(world.vertx, OwnRedis.nowhere(), "away").await();
        var own = new LiveConfiguration();
        var offline = new ConfigurationPublisher(new Pg(PgPools.open(world.vertx, database.url(), 1)), away, own);
        offline.publish();
        offline.tend();
        assertThat(own.revision()).isEqualTo(world.source.revision());
    }
}
