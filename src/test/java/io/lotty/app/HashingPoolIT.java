package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import io.lotty.refusal.Refusal;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@WithStores
@Covers("ACC-4")
class HashingPoolIT {
    @Test
    void a_password_is_hashed_and_compared_aside_as_it_is_here() {
        var vertx = Vertx.vertx();
        try {
            var pool = new HashingPool(vertx);
            var hash = pool.hash("correct horse battery");
            assertThat(pool.matches("correct horse battery", hash)).isTrue();
            assertThat(pool.matches("wrong horse battery", hash)).isFalse();
            pool.pretend("correct horse battery");
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void whoever_finds_too_many_before_him_is_asked_to_come_again() throws Exception {
        var vertx = Vertx.vertx();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var pool = new HashingPool(vertx);
            var hashes = callers.invokeAll(IntStream.range(0, 60)
                    .<Callable<String>>mapToObj(i -> () -> pool.hash("password number " + i))
                    .toList());
            assertThat(hashes)
                    .filteredOn(hash -> hash.state() == Future.State.SUCCESS)
                    .hasSizeGreaterThanOrEqualTo(34);
            assertThat(hashes)
                    .filteredOn(hash -> hash.state() == Future.State.FAILED)
                    .isNotEmpty()
                    .allSatisfy(hash -> assertThat(hash.exceptionNow())
                            .isInstanceOfSatisfying(
                                    Refusal.Unavailable.class,
                                    busy -> assertThat(busy.retryAfterSeconds()).isPositive()));
            assertThat(pool.hash("password after all")).startsWith("$argon2id$");
        } finally {
            vertx.close().await();
        }
    }

    /** Twenty-seven log-ins take seconds; were they hashed where requests are handled, the one that asks would wait for all. */
    @Test
    void others_calls_go_on_while_people_log_in(FreshDatabase database, FreshRedis redis) throws Exception {
        try (var lotty = RunningLotty.start(database, redis);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var admin = lotty.as(RunningLotty.ADMIN);
            // as many as one account may have under way from one address
            var people = List.of(RunningLotty.ADMIN, RunningLotty.EXPERIMENTER, RunningLotty.APPROVER);
            var started = System.nanoTime();
            var logIns = IntStream.range(0, 27)
                    .mapToObj(i -> callers.submit(() -> lotty.nobody()
                            .post("/api/v1/auth/login", credentials(people.get(i % 3)))
                            .status()))
                    .toList();
            int answered = 0;
            while (!logIns.stream().allMatch(Future::isDone)) {
                assertThat(admin.get("/api/v1/auth/me").status()).isEqualTo(200);
                answered++;
            }
            var took = Duration.ofNanos(System.nanoTime() - started);
            assertThat(answered)
                    .as("calls answered in the %s that log-ins took", took)
                    .isGreaterThan(5);
            assertThat(logIns).extracting(Future::get).allMatch(status -> status == 200);
        }
    }

    private static JsonObject credentials(String email) {
        return new JsonObject().put("email", email).put("password", RunningLotty.PASSWORD);
    }
}
