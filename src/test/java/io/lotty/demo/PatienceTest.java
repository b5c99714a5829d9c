package io.lotty.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> rests = new ArrayList<>();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Patience patience = new Patience(
            Duration.ofMinutes(2),
            nanos::get,
            this::rest,
            new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8)));

    @Test
    void the_rest_doubles_up_to_two_seconds() {
        patience.insist(attempts(503, 500, 502, 504, 503, 503, 503, 200));

        assertThat(rests).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L);
        assertThat(patience.retries()).isEqualTo(7);
    }

    @Test
    void a_longer_retry_after_is_honoured() {
        var answers = new ArrayDeque<>(List.of(busy(429, 7), busy(503, 0), fine()));

        patience.insist(answers::removeFirst);

        assertThat(rests).containsExactly(Duration.ofSeconds(7), Duration.ofMillis(200));
    }

    @Test
    void a_refusal_is_an_answer_and_not_tried_again() {
        assertThat(patience.insist(attempts(422)).status()).isEqualTo(422);
        assertThat(rests).isEmpty();
    }

    @Test
    void an_outage_is_told_once_after_a_second_and_its_end_too() {
        patience.insist(attempts(0, 0, 0, 0, 0, 0, 200));

        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "waiting for Lotty … (connection refused; giving up after 120 s)",
                        "Lotty answers again, after 5.1 s.");
    }

    @Test
    void a_single_lost_answer_is_not_told() {
        patience.insist(attempts(0, 200));

        assertThat(shown.size()).isZero();
    }

    @Test
    void without_an_answer_for_the_limit_the_run_ends() {
        assertThatThrownBy(() -> patience.insist(() -> {
                    throw new IOException("connection refused");
                }))
                .isInstanceOf(Stopped.class)
                .hasMessageContaining("has not answered for 120 s (connection refused)");
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void an_answer_to_anyone_begins_the_limit_anew() {
        nanos.addAndGet(Duration.ofSeconds(119).toNanos());
        patience.insist(attempts(200));
        nanos.addAndGet(Duration.ofSeconds(119).toNanos());

        assertThat(patience.insist(attempts(0, 200)).status()).isEqualTo(200);
    }

    private void rest(Duration time) {
        rests.add(time);
        nanos.addAndGet(time.toNanos());
    }

    /** Answers of these statuses in order; 0 is a connection refused. */
    private static Patience.Attempt attempts(int... statuses) {
        var left = new ArrayDeque<Integer>();
        for (var status : statuses) {
            left.add(status);
        }
        return () -> {
            var status = left.removeFirst();
            if (status == 0) {
                throw new IOException("connection refused");
            }
            return new Answer(status, new JsonObject(), Optional.empty());
        };
    }

    private static Answer busy(int status, int seconds) {
        return new Answer(status, new JsonObject(), Optional.of(Duration.ofSeconds(seconds)));
    }

    private static Answer fine() {
        return new Answer(200, new JsonObject(), Optional.empty());
    }
}
