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
import io.lotty.platform.redis.RedisLinks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Files;
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

/** How a change reaches the edges, and what happens when a message, Redis or a state of the database is lost. */
@WithStores
@Covers("DEC-9")
class ConfigurationIT {
    private static final Request DOCUMENT = Request.cmd(Command.GET).arg("lotty:{configuration}:document");

    private static final String CHANGE = "UPDATE configuration_revision SET revision = revision + 1 RETURNING revision";

    private final Vertx vertx = Vertx.vertx();
    private final FreshDatabase database;
    private final FreshRedis redis;
    private final Pg pg;
    private final RedisLink link;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PgConfiguration source;
    private final LiveConfiguration publishers = new LiveConfiguration();
    private final ConfigurationPublisher publisher;

    @TempDir
    private Path folder;

    ConfigurationIT(FreshDatabase database, FreshRedis redis) {
        this.database = database;
        this.redis = redis;
        this.pg = new Pg(PgPools.open(vertx, database.url(), 2));
        this.link = RedisLink.open(vertx, redis.url(), "test").await();
        this.source = new PgConfiguration(pg);
        this.publisher = new ConfigurationPublisher(pg, link, publishers);
    }

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void what_is_published_reaches_every_process_by_push() throws SQLException {
        var edges = new LiveConfiguration[] {edge(redis.url(), "a"), edge(redis.url(), "b")};
        var started = Instant.now();
        for (int i = 0; i < 20; i++) {
            change();
            publisher.publish();
            for (var edge : edges) {
                Eventually.holds(() -> edge.revision() == publishers.revision());
            }
        }
        // by looking once a second, twenty changes one after the other would take some ten seconds
        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(edges[0].revision()).isEqualTo(source.revision());
        assertThat(edges[0].events()).isEqualTo(publishers.events());
        assertThat(edges[0].plan()).isEqualTo(publishers.plan());
        assertThat(edges[0].keys()).isEqualTo(publishers.keys());
    }

    @Test
    void nothing_is_published_when_nothing_has_changed() throws Exception {
        publisher.publish();
        redis.flush();
        publisher.publish();
        assertThat(link.send(DOCUMENT, 1_000).await()).isNull();
    }

    @Test
    void an_edge_that_missed_the_message_notices_by_the_revision() throws SQLException {
        publisher.publish();
        var edge = edge(redis.url(), "a");
        Eventually.holds(() -> edge.revision() == publishers.revision());
        change();
        var next = source.compile();
        publishSilently(next);
        Eventually.holds(() -> edge.revision() == next.revision());
    }

    @Test
    void an_emptied_redis_is_filled_again_and_edges_go_on_meanwhile() throws Exception {
        publisher.publish();
        var edge = edge(redis.url(), "a");
        Eventually.holds(edge::isPresent);
        long before = edge.revision();
        redis.flush();
        publisher.tend();
        assertThat(link.send(DOCUMENT, 1_000).await()).isNotNull();
        assertThat(edge.revision()).isEqualTo(before);
        var late = edge(redis.url(), "b");
        Eventually.holds(() -> late.revision() == before);
    }

    @Test
    void a_database_restored_to_an_older_state_overtakes_what_edges_have_seen() throws SQLException {
        database.execute("UPDATE configuration_revision SET revision = 1000");
        publisher.publish();
        var edge = edge(redis.url(), "a");
        Eventually.holds(() -> edge.revision() == 1_000);
        database.execute("UPDATE configuration_revision SET revision = 17");
        publisher.tend();
        assertThat(source.revision()).isEqualTo(1_001);
        Eventually.holds(() -> edge.revision() == 1_001);
    }

    @Test
    void a_restored_database_overtakes_even_when_redis_has_lost_its_memory_too() throws Exception {
        database.execute("UPDATE configuration_revision SET revision = 1000");
        publisher.publish();
        database.execute("UPDATE configuration_revision SET revision = 17");
        redis.flush();
        publisher.tend();
        assertThat(source.revision()).isEqualTo(1_001);
        assertThat(publishers.revision()).isEqualTo(1_001);
    }

    @Test
    void after_a_restore_of_both_stores_edges_tell_what_they_have_seen_and_are_overtaken() throws Exception {
        database.execute("UPDATE configuration_revision SET revision = 1000");
        publisher.publish();
        var edge = edge(redis.url(), "a");
        Eventually.holds(() -> edge.revision() == 1_000);
        database.execute("UPDATE configuration_revision SET revision = 17");
        redis.flush();
        // management and watch are started anew and know nothing of a thousand
        var restarted = new ConfigurationPublisher(pg, link, new LiveConfiguration());
        restarted.publish();
        assertThat(new RedisConfiguration(link).revision().await()).isEqualTo(17);
        Eventually.holds(() -> {
            restarted.tend();
            return edge.revision() == 1_001;
        });
        assertThat(source.revision()).isEqualTo(1_001);
    }

    @Test
    void who_asks_for_a_later_revision_gets_it_before_the_next_look() throws SQLException {
        publisher.publish();
        var edge = edge(redis.url(), "a");
        Eventually.holds(() -> edge.revision() == publishers.revision());
        for (int i = 0; i < 5; i++) {
            change();
            var next = source.compile();
            publishSilently(next);
            Eventually.holds(() -> {
                edge.atLeast(next.revision()).await();
                return true;
            });
            assertThat(edge.revision()).isEqualTo(next.revision());
        }
        assertThat(edge.atLeast(publishers.revision() + 1_000).cause()).isNull();
        Eventually.holds(() -> edge.atLeast(publishers.revision() + 1_000).failed());
    }

    @Test
    void a_subscription_that_tells_nothing_is_replaced() throws Exception {
        publisher.publish();
        var edge = edge(redis.url(), "a");
        Eventually.holds(() -> edge.revision() == publishers.revision());
        // as if the connection were dead: what is published is found by looking only
        Eventually.holds(() -> {
            change();
            publishSilently(source.compile());
            return registry.get("lotty_redis_link_transitions_total")
                            .tag("link", "subscription")
                            .tag("to", "up")
                            .counter()
                            .count()
                    >= 2;
        });
        change();
        publisher.publish();
        Eventually.holds(() -> edge.revision() == publishers.revision());
    }

    @Test
    void changes_that_come_together_are_published_together_and_nobody_returns_before_his_own() throws Exception {
        publisher.publish();
        long first = publishers.revision();
        Promise<Void> done = Promise.promise();
        var published = new AtomicInteger();
        publishers.whenSwapped(now -> published.incrementAndGet());
        vertx.deployVerticle(
                        new VerticleBase() {
                            @Override
                            public Future<?> start() {
                                var left = new AtomicInteger(50);
                                for (int i = 0; i < 50; i++) {
                                    context.runOnContext(each -> {
                                        long mine = pg.read(tx -> tx.one(CHANGE, row -> row.getLong("revision")))
                                                .orElseThrow();
                                        publisher.publish();
                                        if (publishers.revision() < mine) {
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
        assertThat(publishers.revision()).isEqualTo(first + 50);
        assertThat(published.get()).isLessThan(50);
    }

    @Test
    void a_slow_publisher_never_replaces_a_newer_configuration() throws SQLException {
        var old = source.compile();
        change();
        publisher.publish();
        new RedisConfiguration(link)
                .publish(old.revision(), ConfigurationJson.encode(old))
                .await();
        assertThat(new RedisConfiguration(link).revision().await()).isEqualTo(publishers.revision());
        assertThat(publishers.offer(old)).isFalse();
    }

    @Test
    @Covers("DEC-10")
    void an_edge_starts_from_its_snapshot_while_redis_is_away() throws IOException {
        publisher.publish();
        edge(redis.url(), "a");
        Eventually.holds(() -> Files.exists(snapshot("a")));
        var started = Instant.now();
        var edge = edge(OwnRedis.nowhere(), "a");
        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(edge.revision()).isEqualTo(publishers.revision());
        assertThat(edge.events()).isEqualTo(publishers.events());
    }

    @Test
    @Covers("DEC-10")
    void a_half_written_snapshot_is_ignored_and_replaced_once_redis_answers() throws IOException {
        publisher.publish();
        edge(redis.url(), "a");
        Eventually.holds(() -> Files.exists(snapshot("a")));
        var whole = Files.readString(snapshot("a"));
        for (var broken : new String[] {whole.substring(0, whole.length() / 2), "", "null", "{}", "{\"format\":2}"}) {
            Files.writeString(snapshot("a"), broken);
            assertThat(edge(OwnRedis.nowhere(), "a").isPresent()).as(broken).isFalse();
        }
        var healed = edge(redis.url(), "a");
        Eventually.holds(healed::isPresent);
        Eventually.holds(() -> Files.readString(snapshot("a")).equals(whole));
        try (var files = Files.list(folder.resolve("a"))) {
            assertThat(files).containsExactly(snapshot("a"));
        }
    }

    @Test
    void a_document_that_cannot_be_read_changes_nothing() throws SQLException {
        publisher.publish();
        var edge = edge(redis.url(), "a");
        Eventually.holds(edge::isPresent);
        long before = edge.revision();
        publish(before + 1, "{\"format\":99}");
        publish(before + 2, "rubbish");
        database.execute("UPDATE configuration_revision SET revision = " + (before + 3));
        publisher.publish();
        Eventually.holds(() -> edge.revision() == before + 3);
    }

    @Test
    void a_publisher_without_redis_fails_no_one_and_its_own_process_knows_at_once() throws Exception {
        var away = RedisLink.open(vertx, OwnRedis.nowhere(), "away").await();
        var own = new LiveConfiguration();
        var offline = new ConfigurationPublisher(new Pg(PgPools.open(vertx, database.url(), 1)), away, own);
        offline.publish();
        offline.tend();
        assertThat(own.revision()).isEqualTo(source.revision());
    }

    private LiveConfiguration edge(String redisUrl, String name) {
        var live = new LiveConfiguration();
        vertx.deployVerticle(new ConfigurationFeed(
                        live, new RedisLinks(registry), redisUrl, folder.resolve(name)))
                .await();
        return live;
    }

    private Path snapshot(String name) {
        return folder.resolve(name).resolve("configuration.json");
    }

    private void change() throws SQLException {
        database.execute("UPDATE configuration_revision SET revision = revision + 1");
    }

    private void publish(long revision, String document) {
        new RedisConfiguration(link).publish(revision, Buffer.buffer(document)).await();
    }

    /** As if the message had got lost. */
    private void publishSilently(Configuration next) {
        link.send(
                        Request.cmd(Command.MSET)
                                .arg("lotty:{configuration}:document")
                                .arg(ConfigurationJson.encode(next).toString())
                                .arg("lotty:{configuration}:revision")
                                .arg(next.revision()),
                        1_000)
                .await();
    }
}
