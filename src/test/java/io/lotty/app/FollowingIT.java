package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.configuration.ConfigurationFeed;
import io.lotty.app.configuration.LiveConfiguration;
import io.lotty.decision.Plan;
import io.lotty.decision.Serving;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.lotty.platform.redis.RedisLinks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How soon three edges follow what people do over HTTP. The whole way counts: from before the request is sent until the last
 * edge decides by it. Properties: {@code lotty.following.changes}, {@code .bound} in milliseconds at p99, and {@code .flags}
 * and {@code .experiments} that are there besides.
 */
@WithStores
@Covers("DEC-9")
class FollowingIT {
    private static final Logger LOG = LoggerFactory.getLogger(FollowingIT.class);
    private static final int CHANGES = Integer.getInteger("lotty.following.changes", 20);
    private static final long BOUND_MILLIS = Long.getLong("lotty.following.bound", 3_000);
    /** Less than the last of three edges takes that only ask once a second. */
    private static final long MEDIAN_BOUND_MILLIS = 500;

    private static final int WARM_UP_CYCLES = 2;
    private static final int FLAGS = Integer.getInteger("lotty.following.flags", 100);
    private static final int EXPERIMENTS = Integer.getInteger("lotty.following.experiments", 20);

    @TempDir
    private static Path folder;

    private static RunningLotty lotty;
    private static List<Edge> edges = List.of();
    private static Trial first;

    @BeforeAll
    static void start(FreshDatabase database, FreshRedis redis) throws SQLException {
        lotty = RunningLotty.start(database, redis);
        first = Trial.draft(lotty, new JsonObject()).after("submit", "approve", "start");
        Crowd.join(database, FLAGS, EXPERIMENTS);
        edges = Stream.of("a", "b", "c")
                .map(name -> new Edge(redis.url(), folder.resolve(name)))
                .toList();
        first.after("complete");
        edges.forEach(edge -> Eventually.holds(() -> edge.serving.equals("none")));
    }

    @AfterAll
    static void stop() throws TimeoutException {
        for (var edge : edges) {
            edge.vertx.close().await(20, TimeUnit.SECONDS);
        }
        lotty.close();
    }

    /** A process with the role http, as far as its configuration goes. */
    private static final class Edge {
        private final Vertx vertx = Vertx.vertx();
        private final LiveConfiguration live = new LiveConfiguration();
        private volatile long sinceNanos;
        private volatile String serving = "";

        Edge(String redisUrl, Path dataDir) {
            live.whenSwapped(now -> learn(now.plan()));
            vertx.deployVerticle(
                            new ConfigurationFeed(live, new RedisLinks(new SimpleMeterRegistry()), redisUrl, dataDir))
                    .await();
        }

        private void learn(Plan plan) {
            var flag = plan.flag(Trial.FLAG);
            var now = flag == null || flag.experiment().isEmpty()
                    ? "none"
                    : flag.experiment().get().serving().name();
            if (!now.equals(serving)) {
                sinceNanos = System.nanoTime();
                serving = now;
            }
        }
    }

    @Test
    void all_edges_follow_a_start_a_pause_a_resumption_and_an_end() {
        var tookNanos = new ArrayList<Long>();
        for (int i = 0; i < WARM_UP_CYCLES; i++) {
            cycle();
        }
        while (tookNanos.size() < CHANGES) {
            tookNanos.addAll(cycle());
        }
        long median = quantileMillis(tookNanos, 0.5);
        long p99 = quantileMillis(tookNanos, 0.99);
        LOG.warn(
                "three edges followed {} changes beside {} flags and {} running experiments: p50 {} ms, p99 {} ms, max {} ms",
                tookNanos.size(),
                FLAGS,
                EXPERIMENTS,
                median,
                p99,
                quantileMillis(tookNanos, 1));
        assertThat(median).isLessThan(MEDIAN_BOUND_MILLIS);
        assertThat(p99).isLessThanOrEqualTo(BOUND_MILLIS);
    }

    private static List<Long> cycle() {
        var trial = Trial.draft(first.erin(), first.april(), new JsonObject()).after("submit", "approve");
        return List.of(
                followed(trial, "start", Serving.EVERYONE.name()),
                followed(trial, "pause", Serving.NOBODY.name()),
                followed(trial, "resume", Serving.EVERYONE.name()),
                followed(trial, "complete", "none"));
    }

    private static long followed(Trial trial, String action, String serving) {
        long asked = System.nanoTime();
        trial.after(action);
        edges.forEach(edge -> Eventually.holds(() -> edge.serving.equals(serving)));
        return edges.stream().mapToLong(edge -> edge.sinceNanos - asked).max().orElseThrow();
    }

    private static long quantileMillis(List<Long> tookNanos, double share) {
        var sorted = tookNanos.stream().sorted().toList();
        return TimeUnit.NANOSECONDS.toMillis(sorted.get((int) Math.ceil(share * (sorted.size() - 1))));
    }
}
