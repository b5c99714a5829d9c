package io.lotty.event.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.event.About;
import io.lotty.event.Arrival;
import io.lotty.event.Catalogues;
import io.lotty.event.EventError;
import io.lotty.event.Offer;
import io.lotty.event.PlainDecisions;
import io.lotty.event.TallySheet;
import io.lotty.event.Verdict;
import io.lotty.id.EventTypeKey;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.WithStores;
import io.lotty.platform.redis.RedisLink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of tallies from an edge to their stream. */
@WithStores
@Covers("REP-3")
class TallyingIT {
    private static final Instant NOW = Instant.parse("2027-02-01T12:34:56Z");
    private static final UUID SENDER = new UUID(3, 4);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Context context = vertx.getOrCreateContext();
    private final Pipeline pipeline;
    private final RedisLink link;
    private final Tallying tallying;

    TallyingIT(FreshRedis redis) throws TimeoutException {
        this.pipeline = new Pipeline(vertx, redis.url(), new EventStreams(1, 10));
        this.link = here(() -> RedisLink.open(vertx, redis.url(), "edge"));
        this.tallying = new Tallying(link, context, SENDER, meters);
    }

    @AfterEach
    void close() throws TimeoutException {
        pipeline.close();
        here(link::close);
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void what_a_second_brings_goes_out_together() throws TimeoutException {
        count(rejected("click"), rejected("click"));
        count(Clicks.click(0, "a", 1));
        pipeline.await(() -> pipeline.length(Tallying.STREAM) == 1);
        count(rejected("click"));
        pipeline.await(() -> pipeline.length(Tallying.STREAM) == 2);

        var sheets = sheets();
        assertThat(sheets).extracting(TallySheet::sender).containsOnly(SENDER);
        assertThat(sheets).extracting(TallySheet::number).containsExactly(1L, 2L);
        assertThat(sheets).extracting(TallySheet::events).containsExactly(3L, 1L);
        assertThat(sheets.getFirst().counts())
                .containsKey(new Arrival(
                        About.of(
                                Catalogues.CLICK.key(), new PlainDecisions().read(PlainDecisions.id(1, "ann", "blue"))),
                        new Arrival.Duplicate(),
                        Arrival.hourOf(NOW)));
    }

    @Test
    void a_full_tally_does_not_wait() throws TimeoutException {
        for (int i = 0; i <= Tallying.MAX_KINDS; i++) {
            count(rejected("type-" + i));
        }
        here(tallying::settled);

        assertThat(sheets().getFirst().counts()).hasSize(Tallying.MAX_KINDS);
        assertThat(sheets().stream().mapToLong(TallySheet::events).sum()).isEqualTo(Tallying.MAX_KINDS + 1);
    }

    @Test
    void the_end_waits_for_what_is_counted() throws TimeoutException {
        count(rejected("click"));
        here(tallying::settled);

        assertThat(sheets()).extracting(TallySheet::events).containsExactly(1L);
    }

    @Test
    void what_redis_does_not_take_goes_out_under_its_number_when_it_does() throws TimeoutException {
        pipeline.ask(Request.cmd(Command.SET).arg(Tallying.STREAM).arg("in the way"));
        count(rejected("click"));
        pipeline.await(() -> failures() >= 1);
        count(rejected("click"));
        pipeline.await(() -> failures() >= 2);
        pipeline.ask(Request.cmd(Command.DEL).arg(Tallying.STREAM));
        pipeline.await(() -> pipeline.length(Tallying.STREAM) == 2);

        assertThat(sheets()).extracting(TallySheet::number).containsExactly(1L, 2L);
        assertThat(sheets()).extracting(TallySheet::events).containsExactly(1L, 1L);
    }

    @Test
    void what_redis_does_not_take_at_the_end_is_counted_as_lost() throws TimeoutException {
        pipeline.ask(Request.cmd(Command.SET).arg(Tallying.STREAM).arg("in the way"));
        count(rejected("click"), rejected("click"));
        here(tallying::settled);

        assertThat(meters.counter("lotty.events.untallied").count()).isEqualTo(2);
    }

    @Test
    void what_comes_too_late_to_be_counted_is_counted_as_lost() {
        var stream = TallyLoop.stream(link, "one");
        var loop = new TallyLoop(vertx, stream, sheets -> 5, Pipeline.QUICK, InstantSource.fixed(NOW), meters);
        loop.store(List.of());

        assertThat(meters.counter("lotty.events.untallied").count()).isEqualTo(5);
    }

    private double failures() {
        return meters.counter("lotty.tallies.failures").count();
    }

    /** None of them is fresh. */
    private void count(Verdict... batch) throws TimeoutException {
        here(() -> {
            tallying.count(List.of(batch), Offer.Kept.NOTHING, NOW);
            return Future.succeededFuture();
        });
    }

    private <T> T here(Supplier<Future<T>> work) throws TimeoutException {
        var done = Promise.<T>promise();
        context.runOnContext(now -> work.get().onComplete(done));
        return done.future().await(10, TimeUnit.SECONDS);
    }

    private List<TallySheet> sheets() throws TimeoutException {
        var entries = pipeline.ask(
                Request.cmd(Command.XRANGE).arg(Tallying.STREAM).arg("-").arg("+"));
        var sheets = new ArrayList<TallySheet>();
        for (var entry : entries) {
            sheets.add(TallyPayload.decode(
                    entry.get(1).get(0).toString(), entry.get(1).get(1).toString()));
        }
        return sheets;
    }

    private static Verdict.Rejected rejected(String type) {
        var about = new About(Optional.of(PlainDecisions.EXPERIMENT), Optional.of(new EventTypeKey(type)));
        return new Verdict.Rejected(
                0, Optional.empty(), EventError.WRONG_TYPE, Optional.of("properties.n"), "must be a number", about);
    }
}
