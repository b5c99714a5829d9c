package io.lotty.decision.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.id.ExperimentId;
import io.lotty.id.SubjectId;
import io.lotty.id.VariantName;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.WithStores;
import io.lotty.platform.redis.RedisLink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of copies that are still to be sent when an edge ends. */
@WithStores
@Covers("DEC-5")
class MirrorEndIT {
    private static final long SECOND = 1_900_000_000;
    private static final ExperimentId EXPERIMENT = new ExperimentId(new UUID(7, 1));
    private static final ExperimentId OTHER = new ExperimentId(new UUID(7, 2));

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FreshRedis redis;
    private final RedisLink looking;

    MirrorEndIT(FreshRedis redis) {
        this.redis = redis;
        this.looking = RedisLink.open(vertx, redis.url(), "test").await();
    }

    @AfterEach
    void close() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void at_the_end_doubts_are_asked_and_everything_is_sent_once_more_and_nothing_is_lost() {
        var edge = MirrorEdge.start(vertx, redis.url(), meters, 1);
        for (int i = 0; i < 3; i++) {
            edge.claimed("user-" + i, entry(EXPERIMENT, "a"));
        }
        looking.send(Request.cmd(Command.DEL).arg(MirrorStreams.stream(0)).arg(MirrorStreams.stream(1)))
                .await();
        var claim = MirrorEdge.claim(SECOND);
        looking.send(Request.cmd(Command.SET)
                        .arg("lotty:a:{held}")
                        .arg(claim.after().text()))
                .await();
        edge.doubted(new SubjectId("held"), claim);
        edge.end();
        assertThat(entries()).contains("held", "user-2").doesNotContain("user-1");
        assertThat(dropped()).isZero();
    }

    @Test
    void what_cannot_be_sent_at_the_end_is_counted() throws IOException {
        var own = OwnRedis.start();
        try {
            var edge = MirrorEdge.start(vertx, own.url(), meters, 1_000);
            own.kill();
            edge.claimed("ann", entry(EXPERIMENT, "a"), entry(OTHER, "b"));
            edge.claimed("bob", entry(EXPERIMENT, "a"));
            edge.doubted(new SubjectId("carl"), MirrorEdge.claim(SECOND));
            edge.end();
            assertThat(dropped()).isEqualTo(4);
            edge.end();
            assertThat(dropped()).isEqualTo(4);
        } finally {
            own.close();
        }
    }

    private static AssignmentMirror.Entry entry(ExperimentId experiment, String variant) {
        return new AssignmentMirror.Entry(experiment, new VariantName(variant), SECOND);
    }

    private String entries() {
        return IntStream.range(0, MirrorStreams.SHARDS)
                .mapToObj(shard -> String.valueOf(looking.send(Request.cmd(Command.XRANGE)
                                .arg(MirrorStreams.stream(shard))
                                .arg("-")
                                .arg("+"))
                        .await()))
                .collect(Collectors.joining());
    }

    private double dropped() {
        return meters.counter("lotty.assignments.unmirrored").count();
    }
}
