package io.lotty.event.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.event.Catalogues;
import io.lotty.event.Offer;
import io.lotty.event.PlainDecisions;
import io.lotty.event.Value;
import io.lotty.event.Verdict;
import io.lotty.id.EventId;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.lotty.platform.redis.FakeRedis;
import io.lotty.platform.redis.RedisLink;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an edge holds while Redis keeps silent. */
@Covers("EVT-5")
class SlowRedisIT {
    private static final int MIB = 1 << 20;
    private static final int FIT = (int) (RedisEvents.MAX_BYTES_UNDER_WAY / MIB);
    /** The one event is new, and the one decision that is asked about is not exposed. */
    private static final String NEW = "*2\r\n:1\r\n$1\r\n0";

    private static final Value TEXT = new Value.Text("x".repeat(MIB));

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final FakeRedis redis = new FakeRedis();
    private final CountDownLatch speaks = new CountDownLatch(1);
    private final RedisEvents events;

    SlowRedisIT() throws IOException, TimeoutException {
        var link = there(() -> RedisLink.open(vertx, redis.url(), "edge")).await(20, TimeUnit.SECONDS);
        Eventually.holds(link::isUp); // a busy machine may need a second try
        this.events = new RedisEvents(List.of(link), new EventStreams(1, 1_000), 60_000);
    }

    @AfterEach
    void close() throws TimeoutException {
        speaks.countDown();
        vertx.close().await(20, TimeUnit.SECONDS);
        redis.close();
    }

    @Test
    void beyond_so_many_bytes_under_way_events_are_refused_until_redis_has_taken_some() throws TimeoutException {
        redis.reply(command -> afterSilence());
        var underWay = IntStream.range(0, FIT).mapToObj(this::offer).toList();
        assertThat(offer(FIT).await(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Offer.Refused.class,
                        refused ->
                                assertThat(refused.reason().retryAfterSeconds()).isPositive());
        assertThat(underWay).noneMatch(Future::isComplete);

        speaks.countDown();
        for (var offer : underWay) {
            assertThat(offer.await(20, TimeUnit.SECONDS)).isInstanceOf(Offer.Kept.class);
        }
        assertThat(offer(FIT).await(20, TimeUnit.SECONDS)).isInstanceOf(Offer.Kept.class);
    }

    private String afterSilence() {
        try {
            speaks.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
        return NEW;
    }

    /** One event with a text of a MiB. */
    private Future<Offer> offer(int number) {
        var decision = PlainDecisions.id(number, "ann", "blue");
        var event = new Verdict.Checked(
                0,
                new EventId("event-" + number),
                Catalogues.CLICK,
                decision,
                new PlainDecisions().read(decision),
                Pipeline.NOW,
                new Value.Fields(Map.of("text", TEXT)));
        return there(() -> events.offer(List.of(event), Pipeline.NOW));
    }

    /** Does something on the event loop to which links and events belong. */
    private <T> Future<T> there(Supplier<Future<T>> work) {
        var done = Promise.<T>promise();
        context.runOnContext(here -> work.get().onComplete(done));
        return done.future();
    }
}
