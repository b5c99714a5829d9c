package io.lotty.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.app.embedded.OwnRedis;
import io.lotty.kit.Covers;
import io.lotty.kit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A link while its Redis is killed, frozen and started again. */
@Covers("DEC-10")
class RedisLinkIT {
    private static final long LIMIT_MILLIS = 100;
    private static final Duration SLACK = Duration.ofSeconds(5);
    private static final int PING_BYTES = "*1\r\n$4\r\nPING\r\n".length();
    private static final Request PING = Request.cmd(Command.PING);

    private final Vertx vertx = Vertx.vertx();
    private final OwnRedis redis = OwnRedis.start();
    private final RedisLink link = open(redis.url());

    @BeforeEach
    void isUp() {
        Eventually.holds(link::isUp);
    }

    @AfterEach
    void stop() throws TimeoutException {
        redis.close();
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void while_redis_is_away_requests_fail_at_once_and_after_its_return_they_work() throws IOException {
        redis.kill();
        Eventually.holds(() -> !link.isUp());
        for (var answer : List.of(link.send(PING), link.send(PING, LIMIT_MILLIS))) {
            assertThat(answer.cause()).isInstanceOf(RedisDown.class);
        }
        redis.restart();
        Eventually.holds(link::isUp);
        assertThat(ping()).isEqualTo("PONG");
    }

    @Test
    void a_link_opens_although_there_is_no_redis_yet() throws IOException {
        var early = open(OwnRedis.nowhere());
        assertThat(early.isUp()).isFalse();
        assertThat(early.send(PING, LIMIT_MILLIS).cause()).isInstanceOf(RedisDown.class);
    }

    @Test
    void a_server_that_accepts_and_never_answers_is_not_taken_for_redis() throws IOException {
        try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var started = Instant.now();
            var waiting = open("redis://127.0.0.1:" + mute.getLocalPort() + "/3");
            assertThat(waiting.isUp()).isFalse();
            assertThat(Duration.between(started, Instant.now())).isLessThan(SLACK);
        }
    }

    @Test
    void a_redis_that_hangs_costs_each_request_under_way_its_limit_and_later_ones_nothing() throws IOException {
        redis.freeze();
        var started = Instant.now();
        var answers = IntStream.range(0, 500)
                .mapToObj(i -> link.send(PING, LIMIT_MILLIS))
                .toList();
        assertThat(answers).allSatisfy(answer -> assertDown(answer));
        assertThat(Duration.between(started, Instant.now()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(LIMIT_MILLIS))
                .isLessThan(SLACK);
        for (int i = 0; i < 50; i++) {
            assertThat(link.send(PING, LIMIT_MILLIS).cause()).isInstanceOf(RedisDown.class);
        }
        redis.thaw();
        Eventually.holds(link::isUp);
        assertThat(ping()).isEqualTo("PONG");
    }

    @Test
    void a_shorter_limit_holds_behind_a_longer_one() throws IOException {
        redis.freeze();
        var patient = link.send(PING, 60_000);
        var hurried = link.send(PING, LIMIT_MILLIS);
        var started = Instant.now();
        assertDown(hurried);
        assertDown(patient);
        assertThat(Duration.between(started, Instant.now())).isLessThan(SLACK);
        redis.thaw();
    }

    @Test
    void a_slow_but_living_link_stays_up_as_long_as_limits_are_kept() {
        for (int i = 0; i < 20; i++) {
            assertThat(value(link.send(Request.cmd(Command.BLPOP).arg("none").arg("0.02"), 5_000)))
                    .isEqualTo("null");
        }
        assertThat(link.isUp()).isTrue();
    }

    @Test
    void a_request_without_a_limit_ends_with_the_connection() {
        var blocked = link.send(Request.cmd(Command.BLPOP).arg("none").arg("0"));
        redis.kill();
        assertDown(blocked);
    }

    @Test
    void a_server_that_hangs_up_properly_has_not_answered() throws Exception {
        try (var polite = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var opening = RedisLink.open(vertx, "redis://127.0.0.1:" + polite.getLocalPort(), "polite");
            try (var caller = polite.accept()) {
                // the client asks once for itself, and the link once more
                Eventually.holds(() -> {
                    while (caller.getInputStream().available() >= PING_BYTES) {
                        caller.getInputStream().readNBytes(PING_BYTES);
                        caller.getOutputStream().write("+PONG\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                    return opening.isComplete() && opening.result().isUp();
                });
                var waiting = opening.result().send(PING);
                caller.getInputStream().readNBytes(PING_BYTES);
                caller.shutdownOutput();
                assertDown(waiting);
            }
        }
    }

    @Test
    void a_link_whose_event_loop_has_ended_is_down() {
        var brief = Vertx.vertx();
        var orphan = RedisLink.open(brief, redis.url(), "brief").await();
        brief.close().await();
        assertDown(orphan.send(PING, LIMIT_MILLIS));
    }

    @Test
    void what_waits_fails_when_the_link_is_closed() throws IOException {
        redis.freeze();
        var waiting = link.send(PING, 60_000);
        link.close().await();
        assertDown(waiting);
        assertThat(link.isUp()).isFalse();
        redis.thaw();
    }

    @Test
    void an_error_that_redis_answers_is_handed_on_and_the_link_stays_up() {
        assertThatThrownBy(() -> link.send(Request.cmd(Command.INCRBY).arg("a").arg("x"), LIMIT_MILLIS)
                        .await())
                .isInstanceOf(ErrorType.class);
        assertThat(link.isUp()).isTrue();
    }

    @Test
    void a_script_that_redis_has_forgotten_is_sent_again() throws IOException {
        var script = RedisScript.load(RedisLinkIT.class, "echo.lua");
        for (int i = 0; i < 2; i++) {
            assertThat(value(script.run(link, LIMIT_MILLIS, List.of("key"), List.of("argument"))))
                    .isEqualTo("key argument");
            assertThat(redis.ask("SCRIPT FLUSH")).startsWith("+OK");
        }
        assertThatThrownBy(() -> RedisScript.load(RedisLinkIT.class, "none.lua"))
                .hasMessageContaining("none.lua");
    }

    private RedisLink open(String url) {
        return RedisLink.open(vertx, url, "test").await();
    }

    private String ping() {
        return value(link.send(PING, LIMIT_MILLIS));
    }

    private static String value(Future<?> answer) {
        return String.valueOf(answer.await());
    }

    private static void assertDown(Future<?> answer) {
        assertThatThrownBy(() -> answer.await(10, TimeUnit.SECONDS)).isInstanceOf(RedisDown.class);
    }
}
