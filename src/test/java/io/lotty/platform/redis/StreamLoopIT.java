package io.lotty.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.WithStores;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a loop does while that to which it moves things is away. */
@WithStores
@Covers("EVT-4")
class StreamLoopIT {
    private static final StreamPace QUICK = new StreamPace(
            8, Duration.ofMillis(100), Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofMillis(50));
    private static final String KEY = "stream";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger seconds = new AtomicInteger();
    /** A second passes with each look at it, so that a loop looks at its stream whenever it may. */
    private final InstantSource clock = () -> Instant.EPOCH.plusSeconds(seconds.incrementAndGet());

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final FreshRedis redis;
    private final RedisLink looking;

    StreamLoopIT(FreshRedis redis) {
        this.redis = redis;
        this.looking = RedisLink.open(vertx, redis.url(), "test").await();
        Eventually.holds(looking::isUp); // a busy machine may need a second try
    }

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    @Covers("EVT-5")
    void nothing_is_buried_before_the_rest_is_stored_whoever_takes_it_over_meanwhile() throws TimeoutException {
        append("bad", "good", "poison");
        var one = new Shelf();
        var two = new Shelf();
        run("one", one);
        Eventually.holds(() -> one.attempts.get() > 0);
        var heir = run("two", two);
        Eventually.holds(() -> two.attempts.get() > 0);
        assertThat(done).isEmpty();

        vertx.undeploy(heir).await(20, TimeUnit.SECONDS);
        one.isAway = false;
        Eventually.holds(() -> length() == 0);
        assertThat(done).containsExactly("stored good", "buried bad", "buried poison");
    }

    @Test
    void what_waits_for_a_store_that_is_away_is_seen_to_grow() throws TimeoutException {
        append("first");
        var shelf = new Shelf();
        run("one", shelf);
        Eventually.holds(() -> shelf.sights.contains(1L));
        append("second");
        append("third");
        Eventually.holds(() -> shelf.sights.contains(3L));
        assertThat(done).isEmpty();

        shelf.isBlind = true;
        int before = shelf.attempts.get();
        Eventually.holds(() -> shelf.attempts.get() > before + 2);
        shelf.isAway = false;
        Eventually.holds(() -> length() == 0);
        assertThat(String.join(" ", done)).contains("first").contains("second").contains("third");
    }

    private void append(String... payloads) {
        var add = Request.cmd(Command.XADD).arg(KEY).arg("*");
        for (var payload : payloads) {
            add.arg("field").arg(payload);
        }
        looking.send(add).await();
    }

    private long length() {
        var answer = looking.send(Request.cmd(Command.XLEN).arg(KEY)).await();
        return Objects.requireNonNull(Objects.requireNonNull(answer).toLong());
    }

    private String run(String consumer, Shelf shelf) throws TimeoutException {
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        return vertx.deployVerticle(new Loop(consumer, shelf), options).await(20, TimeUnit.SECONDS);
    }

    private final class Loop extends VerticleBase {
        private final String consumer;
        private final Shelf shelf;
        private Future<?> stopped = Future.succeededFuture();
        private Runnable stop = () -> {};

        Loop(String consumer, Shelf shelf) {
            this.consumer = consumer;
            this.shelf = shelf;
        }

        @Override
        public Future<?> start() {
            var link = RedisLink.open(vertx, redis.url(), consumer).await();
            var stream = new GroupStream(link, KEY, "group", consumer);
            var loop = new StreamLoop<>(vertx, stream, shelf, QUICK, clock);
            stop = () -> stopped = loop.stop();
            context.runOnContext(begin -> loop.run());
            return Future.succeededFuture();
        }

        @Override
        public Future<?> stop() {
            stop.run();
            return stopped;
        }
    }

    /** Away at first; knows what it cannot read and what it cannot store. */
    private final class Shelf implements StreamLoop.Sink<String> {
        private final AtomicInteger attempts = new AtomicInteger();
        private final List<Long> sights = new CopyOnWriteArrayList<>();
        private volatile boolean isAway = true;
        private volatile boolean isBlind;

        @Override
        public String read(Delivery.Item item) {
            if (item.payload().equals("bad")) {
                throw new IllegalArgumentException("is bad");
            }
            return item.payload();
        }

        @Override
        public void store(List<String> items) {
            if (isAway) {
                attempts.incrementAndGet();
                throw new IllegalStateException("away");
            }
            if (items.contains("poison")) {
                throw new StreamLoop.Unstorable(new IllegalStateException("poison"));
            }
            done.add("stored " + String.join(" ", items));
        }

        @Override
        public void bury(Delivery.Item item, String reason) {
            done.add("buried " + item.payload());
        }

        @Override
        public void failed() {}

        @Override
        public void backlog(GroupStream.Backlog now) {
            if (isBlind) {
                throw new IllegalStateException("blind");
            }
            sights.add(now.entries());
        }
    }
}
