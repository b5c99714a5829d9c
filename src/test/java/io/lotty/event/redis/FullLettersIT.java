package io.lotty.event.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.event.Event;
import io.lotty.event.PlainDecisions;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.WithStores;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was acknowledged is never dropped to make room for what came later, and never keeps the stream from draining. */
@WithStores
@Covers({"EVT-4", "EVT-5"})
class FullLettersIT {
    private static final EventStreams STREAMS = new EventStreams(1, 1_000);

    private final Vertx vertx = Vertx.vertx();
    private final List<String> stored = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void without_room_for_a_letter_the_ingest_waits_and_then_puts_each_aside_once(FreshRedis redis)
            throws TimeoutException {
        try (var pipeline = new Pipeline(vertx, redis.url(), STREAMS)) {
            fill(pipeline, EventStreams.MAX_DEAD - 1);
            append(pipeline, "bad-1\0\0bad-2\0\0bad-3");
            pipeline.ingest("one", this::store);
            pipeline.await(() -> failures(pipeline) >= 2);
            append(pipeline, event("good"));
            assertThat(pipeline.length(EventStreams.DEAD)).isEqualTo(EventStreams.MAX_DEAD);
            assertThat(pipeline.backlog()).isEqualTo(2);
            assertThat(stored).isEmpty();

            dropOldest(pipeline, 2);
            pipeline.await(() -> pipeline.backlog() == 0);
            assertThat(stored).containsExactly("good");
            assertThat(newest(pipeline, 4)).containsExactly("bad-3", "bad-2", "bad-1", "old");
            assertThat(pipeline.length(EventStreams.DEAD)).isEqualTo(EventStreams.MAX_DEAD);
            assertThat(pipeline.meters().counter("lotty.events.dead").count()).isEqualTo(3);
        }
    }

    @Test
    void a_redis_without_memory_for_more_is_drained_all_the_same() throws IOException, TimeoutException {
        try (var redis = OwnRedis.start();
                var pipeline = new Pipeline(vertx, redis.url(), STREAMS)) {
            append(pipeline, "bad\0\0" + event("good"));
            pipeline.ask(Request.cmd(Command.XGROUP)
                    .arg("CREATE")
                    .arg(STREAMS.stream(0))
                    .arg(EventStreams.GROUP)
                    .arg("0"));
            assertThat(redis.ask("CONFIG SET maxmemory 1")).startsWith("+OK");
            pipeline.ingest("one", this::store);
            pipeline.await(() -> pipeline.backlog() == 0);
            assertThat(stored).containsExactly("good");
            assertThat(newest(pipeline, 2)).containsExactly("bad");
        }
    }

    private int store(List<Event> batch) {
        batch.forEach(event -> stored.add(event.id().value()));
        return batch.size();
    }

    private static double failures(Pipeline pipeline) {
        return pipeline.meters().counter("lotty.ingest.failures").count();
    }

    private static void fill(Pipeline pipeline, int count) throws TimeoutException {
        var script = "for i = 1, ARGV[1] do redis.call('XADD', KEYS[1], '*', 'payload', 'old') end return 1";
        pipeline.ask(Request.cmd(Command.EVAL)
                .arg(script)
                .arg(1)
                .arg(EventStreams.DEAD)
                .arg(count));
    }

    private static void dropOldest(Pipeline pipeline, int count) throws TimeoutException {
        var oldest = pipeline.ask(Request.cmd(Command.XRANGE)
                .arg(EventStreams.DEAD)
                .arg("-")
                .arg("+")
                .arg("COUNT")
                .arg(count));
        for (var letter : oldest) {
            pipeline.ask(Request.cmd(Command.XDEL)
                    .arg(EventStreams.DEAD)
                    .arg(letter.get(0).toString()));
        }
    }

    /** What the newest letters hold, the last one first. */
    private static List<String> newest(Pipeline pipeline, int count) throws TimeoutException {
        var letters = pipeline.ask(Request.cmd(Command.XREVRANGE)
                .arg(EventStreams.DEAD)
                .arg("+")
                .arg("-")
                .arg("COUNT")
                .arg(count));
        return letters.stream()
                .map(letter -> letter.get(1).get(letter.get(1).size() - 1).toString())
                .toList();
    }

    private static void append(Pipeline pipeline, String events) throws TimeoutException {
        pipeline.ask(Request.cmd(Command.XADD)
                .arg(STREAMS.stream(0))
                .arg("*")
                .arg(EventStreams.FIELD)
                .arg(events));
    }

    private static String event(String id) {
        return String.join(
                "\0",
                id,
                "click",
                PlainDecisions.id(1, "ann", "blue"),
                Pipeline.NOW_IN_MICROS,
                Pipeline.NOW_IN_MICROS,
                "{}");
    }
}
