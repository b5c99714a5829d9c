package io.lotty.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.WithStores;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when a message, Redis, a connection or a state of a store is lost. */
@WithStores
@Covers("DEC-9")
class ConfigurationRecoveryIT {
    private static final Request DOCUMENT = Request.cmd(Command.GET).arg("lotty:{configuration}:document");

    private final FreshDatabase database;
    private final FreshRedis redis;
    private final Distribution world;

    ConfigurationRecoveryIT(FreshDatabase database, FreshRedis redis, @TempDir Path folder) {
        this.database = database;
        this.redis = redis;
        this.world = new Distribution(database, redis.url(), folder);
    }

    @AfterEach
    void stop() throws TimeoutException {
        world.close();
    }

    @Test
    void an_edge_that_missed_the_message_notices_by_the_revision() throws SQLException {
        world.publisher.publish();
        var edge = world.edge(redis.url(), "a");
        Eventually.holds(() -> edge.revision() == world.publishers.revision());
        world.change();
        var next = world.source.compile();
        world.publishSilently(next);
        Eventually.holds(() -> edge.revision() == next.revision());
    }

    @Test
    void an_emptied_redis_is_filled_again_and_edges_go_on_meanwhile() throws Exception {
        world.publisher.publish();
        var edge = world.edge(redis.url(), "a");
        Eventually.holds(edge::isPresent);
        long before = edge.revision();
        redis.flush();
        world.publisher.tend();
        assertThat(world.link.send(DOCUMENT, 1_000).await()).isNotNull();
        assertThat(edge.revision()).isEqualTo(before);
        var late = world.edge(redis.url(), "b");
        Eventually.holds(() -> late.revision() == before);
    }

    @Test
    void a_database_restored_to_an_older_state_overtakes_what_edges_have_seen() throws SQLException {
        database.execute("UPDATE configuration_revision SET revision = 1000");
        world.publisher.publish();
        var edge = world.edge(redis.url(), "a");
        Eventually.holds(() -> edge.revision() == 1_000);
        database.execute("UPDATE configuration_revision SET revision = 17");
        world.publisher.tend();
        assertThat(world.source.revision()).isEqualTo(1_001);
        Eventually.holds(() -> edge.revision() == 1_001);
    }

    @Test
    void a_restored_database_overtakes_even_when_redis_has_lost_its_memory_too() throws Exception {
        database.execute("UPDATE configuration_revision SET revision = 1000");
        world.publisher.publish();
        database.execute("UPDATE configuration_revision SET revision = 17");
        redis.flush();
        world.publisher.tend();
        assertThat(world.source.revision()).isEqualTo(1_001);
        assertThat(world.publishers.revision()).isEqualTo(1_001);
    }

    @Test
    void after_a_restore_of_both_stores_edges_tell_what_they_have_seen_and_are_overtaken() throws Exception {
        database.execute("UPDATE configuration_revision SET revision = 1000");
        world.publisher.publish();
        var edge = world.edge(redis.url(), "a");
        Eventually.holds(() -> edge.revision() == 1_000);
        database.execute("UPDATE configuration_revision SET revision = 17");
        redis.flush();
        // management and watch are started anew and know nothing of a thousand
        var restarted = new ConfigurationPublisher(world.pg, world.link, new LiveConfiguration());
        restarted.publish();
        assertThat(new RedisConfiguration(world.link).revision().await()).isEqualTo(17);
        Eventually.holds(() -> {
            restarted.tend();
            return edge.revision() == 1_001;
        });
        assertThat(world.source.revision()).isEqualTo(1_001);
    }

    @Test
    void a_subscription_that_tells_nothing_is_replaced() throws Exception {
        world.publisher.publish();
        var edge = world.edge(redis.url(), "a");
        Eventually.holds(() -> edge.revision() == world.publishers.revision());
        // as if the connection were dead: what is published is found by looking only
        Eventually.holds(() -> {
            world.change();
            world.publishSilently(world.source.compile());
            return world.registry
                            .get("lotty_redis_link_transitions_total")
                            .tag("link", "subscription")
                            .tag("to", "up")
                            .counter()
                            .count()
                    >= 2;
        });
        world.change();
        world.publisher.publish();
        Eventually.holds(() -> edge.revision() == world.publishers.revision());
    }

    @Test
    @Covers("DEC-10")
    void an_edge_starts_from_its_snapshot_while_redis_is_away() throws IOException {
        world.publisher.publish();
        world.edge(redis.url(), "a");
        Eventually.holds(() -> Files.exists(world.snapshot("a")));
        var started = Instant.now();
        var edge = world.edge(OwnRedis.nowhere(), "a");
        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(edge.revision()).isEqualTo(world.publishers.revision());
        assertThat(edge.events()).isEqualTo(world.publishers.events());
    }

    @Test
    @Covers("DEC-10")
    void a_half_written_snapshot_is_ignored_and_replaced_once_redis_answers() throws IOException {
        world.publisher.publish();
        world.edge(redis.url(), "a");
        Eventually.holds(() -> Files.exists(world.snapshot("a")));
        var whole = Files.readString(world.snapshot("a"));
        for (var broken : new String[] {whole.substring(0, whole.length() / 2), "", "null", "{}", "{\"format\":2}"}) {
            Files.writeString(world.snapshot("a"), broken);
            assertThat(world.edge(OwnRedis.nowhere(), "a").isPresent())
                    .as(broken)
                    .isFalse();
        }
        var healed = world.edge(redis.url(), "a");
        Eventually.holds(healed::isPresent);
        Eventually.holds(() -> Files.readString(world.snapshot("a")).equals(whole));
        try (var files = Files.list(world.snapshot("a").getParent())) {
            assertThat(files).containsExactly(world.snapshot("a"));
        }
    }
}
