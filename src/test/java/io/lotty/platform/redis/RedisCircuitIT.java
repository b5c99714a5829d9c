package io.lotty.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a link makes of a server that answers, but not as it should. */
@Covers("DEC-10")
class RedisCircuitIT {
    private static final Request GET = Request.cmd(Command.GET).arg("key");
    private static final long LIMIT_MILLIS = 100;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RedisLinks links = new RedisLinks(registry);
    private final FakeRedis redis = new FakeRedis();
    private final RedisLink link;

    RedisCircuitIT() throws IOException {
        this.link = links.open(vertx, redis.url(), "test").await();
        Eventually.holds(link::isUp); // a busy machine may need a second try
    }

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
        redis.close();
    }

    @Test
    void a_redis_that_loads_its_data_is_down_until_it_has_loaded_them() {
        redis.reply(command -> "-LOADING Redis is loading the dataset in memory");
        assertThatThrownBy(() -> link.send(GET, LIMIT_MILLIS).await()).isInstanceOf(RedisDown.class);
        Eventually.holds(() -> !link.isUp());
        int before = redis.connections();
        Eventually.holds(() -> redis.connections() >= before + 2);
        assertThat(link.send(GET, LIMIT_MILLIS).cause()).isInstanceOf(RedisDown.class);
        assertThat(up()).isZero();
        redis.reply(command -> "+PONG");
        Eventually.holds(link::isUp);
        assertThat(up()).isOne();
    }

    @Test
    void a_full_redis_is_up_and_says_so_itself() {
        redis.reply(command -> command.equals("GET") ? "-OOM command not allowed" : "+PONG");
        assertThatThrownBy(() -> link.send(GET, LIMIT_MILLIS).await()).isInstanceOf(ErrorType.class);
        assertThat(link.isUp()).isTrue();
        assertThat(transitions("down")).isZero();
    }

    @Test
    void after_a_missed_limit_a_redis_counts_only_when_it_answers_within_that_limit() {
        redis.reply(command -> "");
        assertThatThrownBy(() -> link.send(GET, LIMIT_MILLIS).await()).hasMessageContaining("within 100 ms");
        var asked = new AtomicInteger();
        redis.reply(command -> {
            asked.incrementAndGet();
            slowly();
            return "+PONG";
        });
        Eventually.holds(() -> asked.get() >= 6);
        assertThat(transitions("up")).isOne();
        redis.reply(command -> "+PONG");
        Eventually.holds(link::isUp);
    }

    @Test
    void a_redis_that_comes_and_goes_is_not_run_after() {
        redis.reply(command -> command.equals("GET") ? "-LOADING again" : "+PONG");
        long started = System.nanoTime();
        Eventually.holds(() -> {
            var _ = link.send(GET, LIMIT_MILLIS);
            return transitions("down") >= 6;
        });
        // pauses of at least 25, 50, 100, 200 and 250 ms lie between six losses
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started)).isGreaterThan(600);
    }

    @Test
    void links_of_one_name_are_up_when_all_of_them_are_and_closed_ones_do_not_count() throws IOException {
        var other = links.open(vertx, redis.url(), "test").await();
        assertThat(up()).isOne();
        try (var mute = new FakeRedis()) {
            mute.reply(command -> "");
            var third = links.open(vertx, mute.url(), "test").await();
            assertThat(up()).isZero();
            third.close().await();
        }
        assertThat(up()).isOne();
        other.close().await();
        assertThat(up()).isOne();
        assertThat(transitions("up")).isEqualTo(2);
        assertThat(transitions("down")).isZero();
    }

    @Test
    void a_link_that_is_renewed_connects_again() {
        link.renew("for a test");
        Eventually.holds(() -> transitions("up") == 2 && link.isUp());
        assertThat(redis.connections()).isEqualTo(2);
    }

    private double up() {
        return registry.get("lotty_redis_link_up").tag("link", "test").gauge().value();
    }

    private double transitions(String to) {
        return registry.get("lotty_redis_link_transitions_total")
                .tag("link", "test")
                .tag("to", to)
                .counter()
                .count();
    }

    /** Beyond the limit of requests, well within that of connecting. */
    private static void slowly() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * LIMIT_MILLIS);
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
