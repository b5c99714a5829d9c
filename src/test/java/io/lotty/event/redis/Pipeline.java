package io.lotty.event.redis;

import io.lotty.event.DecisionIds;
import io.lotty.event.Events;
import io.lotty.event.Offer;
import io.lotty.event.PlainDecisions;
import io.lotty.event.Verdict;
import io.lotty.platform.redis.RedisLink;
import io.lotty.platform.redis.StreamPace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Intake and ingest of one or more shards against a real Redis, as the application wires them. */
final class Pipeline implements AutoCloseable {
    static final StreamPace QUICK = new StreamPace(
            8, Duration.ofMillis(300), Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofMillis(100));

    static final Instant NOW = Instant.parse("2027-02-01T12:00:00Z");

    /** {@link #NOW}, as payloads have it. */
    static final String NOW_IN_MICROS = Long.toString(NOW.getEpochSecond() * 1_000_000);

    private final Vertx vertx;
    private final String redisUrl;
    private final EventStreams streams;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RedisLink looking;

    Pipeline(Vertx vertx, String redisUrl, EventStreams streams) throws TimeoutException {
        this.vertx = vertx;
        this.redisUrl = redisUrl;
        this.streams = streams;
        this.looking = RedisLink.open(vertx, redisUrl, "test").await(10, TimeUnit.SECONDS);
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    /** One edge's end: a link on an event loop of its own. */
    final class Edge {
        private final io.vertx.core.Context context = vertx.getOrCreateContext();
        private final Promise<RedisEvents> events = Promise.promise();

        Edge() {
            context.runOnContext(here -> RedisLink.open(vertx, redisUrl, "edge")
                    .map(link -> new RedisEvents(List.of(link), streams, 5_000))
                    .onComplete(events));
        }

        Future<Offer> offer(List<Verdict.Checked> batch) {
            return offer(batch, NOW);
        }

        Future<Offer> offer(List<Verdict.Checked> batch, Instant now) {
            return events.future().compose(store -> {
                var offered = Promise.<Offer>promise();
                context.runOnContext(here -> store.offer(batch, now).onComplete(offered));
                return offered.future();
            });
        }
    }

    /** Starts a loop for each shard; gives the deployment to undeploy. */
    String ingest(String consumer, Events events) throws TimeoutException {
        return ingest(consumer, events, new PlainDecisions());
    }

    String ingest(String consumer, Events events, DecisionIds decisions) throws TimeoutException {
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        return vertx.deployVerticle(new Loops(consumer, events, decisions), options)
                .await(10, TimeUnit.SECONDS);
    }

    void undeploy(String deployment) throws TimeoutException {
        vertx.undeploy(deployment).await(20, TimeUnit.SECONDS);
    }

    long length(String key) throws TimeoutException {
        return Objects.requireNonNull(ask(Request.cmd(Command.XLEN).arg(key)).toLong());
    }

    long backlog() throws TimeoutException {
        long entries = 0;
        for (int shard = 0; shard < streams.shards(); shard++) {
            entries += length(streams.stream(shard));
        }
        return entries;
    }

    Response ask(Request request) throws TimeoutException {
        var answer = looking.send(request).await(10, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IllegalStateException("no answer");
        }
        return answer;
    }

    /** Waits for a condition that the loops bring about. */
    void await(Condition condition) throws TimeoutException {
        for (int tries = 0; tries < 1_500; tries++) {
            if (condition.holds()) {
                return;
            }
            vertx.timer(20, TimeUnit.MILLISECONDS).await(5, TimeUnit.SECONDS);
        }
        throw new TimeoutException("waited 30 seconds");
    }

    interface Condition {
        boolean holds() throws TimeoutException;
    }

    @Override
    public void close() throws TimeoutException {
        looking.close().await(10, TimeUnit.SECONDS);
    }

    private final class Loops extends VerticleBase {
        private final String consumer;
        private final Events events;
        private final DecisionIds decisions;
        private List<IngestLoop> loops = List.of();

        Loops(String consumer, Events events, DecisionIds decisions) {
            this.consumer = consumer;
            this.events = events;
            this.decisions = decisions;
        }

        @Override
        public Future<?> start() {
            loops = java.util.stream.IntStream.range(0, streams.shards())
                    .mapToObj(this::loop)
                    .toList();
            loops.forEach(loop -> context.runOnContext(here -> loop.run()));
            return Future.succeededFuture();
        }

        private IngestLoop loop(int shard) {
            var link = RedisLink.open(vertx, redisUrl, "ingest-" + shard).await();
            var stream = new ShardStream(link, streams, shard, consumer);
            return new IngestLoop(vertx, stream, events, decisions, QUICK, InstantSource.system(), meters);
        }

        @Override
        public Future<?> stop() {
            return Future.all(loops.stream().map(IngestLoop::stop).toList());
        }
    }
}
