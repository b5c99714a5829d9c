package io.lotty.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.HttpCaller;
import io.lotty.kit.HttpCaller.Reply;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Guessing passwords at the front door of a Lotty with one proxy before it, which these calls play. */
@WithStores
@Covers("ACC-4")
class LogInLimitIT {
    private static final int MANY = 1_000;
    private static final int PARALLEL = 8;
    private static RunningLotty lotty;

    @BeforeAll
    static void start(FreshDatabase database, FreshRedis redis) {
        lotty = RunningLotty.start(database, redis, Map.of("LOTTY_TRUSTED_PROXIES", "1"));
    }

    @AfterAll
    static void stop() {
        lotty.close();
    }

    @Test
    void a_thousand_wrong_tries_are_slowed_succeed_never_and_lock_nobody_else_out() throws Exception {
        var attacker = from("192.0.2.1");
        try (var callers = Executors.newFixedThreadPool(PARALLEL)) {
            var statuses = callers
                    .invokeAll(IntStream.range(0, MANY)
                            .<Callable<Integer>>mapToObj(
                                    i -> () -> logIn(attacker, RunningLotty.EXPERIMENTER, "guess number " + i)
                                            .status())
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
            // ten at once, and one more for each half a minute that this takes; a few find the hashing busy
            assertThat(statuses).containsOnly(401, 429);
            assertThat(statuses).filteredOn(status -> status == 401).hasSizeBetween(10, 60);
        }

        var limited = logIn(attacker, RunningLotty.EXPERIMENTER, RunningLotty.PASSWORD);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.code()).isEqualTo("too_many_requests");
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 30);

        var elsewhere = from("198.51.100.7");
        assertThat(logIn(elsewhere, RunningLotty.EXPERIMENTER, RunningLotty.PASSWORD)
                        .status())
                .isEqualTo(200);
        assertThat(logIn(elsewhere, RunningLotty.APPROVER, RunningLotty.PASSWORD)
                        .status())
                .isEqualTo(200);
        assertThat(logIn(attacker, RunningLotty.APPROVER, RunningLotty.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void an_unknown_account_is_limited_like_a_known_one() {
        var attacker = from("192.0.2.2");
        var statuses = IntStream.range(0, 14)
                .mapToObj(i -> logIn(attacker, "nobody@lotty.local", "guess number " + i)
                        .status())
                .toList();
        assertThat(statuses.subList(0, 10)).containsOnly(401);
        assertThat(statuses).contains(429);
    }

    @Test
    void what_strangers_write_into_headers_does_not_make_them_somebody_else() {
        var statuses = IntStream.range(0, 14)
                .mapToObj(i -> logIn(
                                lotty.nobody()
                                        .with("X-Forwarded-For", "10.1.2." + i + ", 192.0.2.3")
                                        .with("X-Real-IP", "10.1.3." + i)
                                        .with(ClientAddresses.HEADER, "10.1.4." + i + " c2VhbA"),
                                "spoofed@lotty.local",
                                "guess number " + i)
                        .status())
                .toList();
        assertThat(statuses).contains(429);
        assertThat(logIn(from("10.1.2.1"), "spoofed@lotty.local", "another guess")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void parallel_guesses_do_not_slip_past_the_limit() throws Exception {
        try (var callers = Executors.newFixedThreadPool(24)) {
            var statuses = callers
                    .invokeAll(IntStream.range(0, 24)
                            .<Callable<Integer>>mapToObj(
                                    i -> () -> logIn(from("192.0.2.4"), RunningLotty.ADMIN, "guess number " + i)
                                            .status())
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(statuses).filteredOn(status -> status == 401).hasSizeBetween(10, 14);
        }
    }

    private static HttpCaller from(String address) {
        return lotty.nobody().with("X-Forwarded-For", address);
    }

    private static Reply logIn(HttpCaller who, String email, String password) {
        return who.post(
                "/api/v1/auth/login", new JsonObject().put("email", email).put("password", password));
    }
}
