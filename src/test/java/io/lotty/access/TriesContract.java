package io.lotty.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Tries} does. */
@Covers("ACC-4")
public abstract class TriesContract {
    private static final Instant NOW = People.NOON;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final TryLimit THREE = new TryLimit(Secrets.hash("three"), 3, MINUTE);
    private static final TryLimit TWO = new TryLimit(Secrets.hash("two"), 2, MINUTE);

    protected abstract Tries tries();

    @Test
    void a_burst_gets_through_and_then_one_try_for_each_interval() {
        for (int i = 0; i < 3; i++) {
            assertThat(count(NOW, THREE)).isEmpty();
        }
        assertThat(count(NOW, THREE)).contains(MINUTE);
        assertThat(count(NOW.plusSeconds(45), THREE)).contains(Duration.ofSeconds(15));
        assertThat(count(NOW.plus(MINUTE), THREE)).isEmpty();
        assertThat(count(NOW.plus(MINUTE), THREE)).contains(MINUTE);
    }

    @Test
    void a_refused_try_is_counted_against_none_of_its_limits() {
        count(NOW, TWO);
        count(NOW, TWO);
        for (int i = 0; i < 10; i++) {
            assertThat(count(NOW, THREE, TWO)).contains(MINUTE);
        }
        assertThat(count(NOW.plus(MINUTE), TWO)).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(count(NOW, THREE)).isEmpty();
        }
    }

    @Test
    void what_is_taken_back_was_never_counted() {
        for (int i = 0; i < 10; i++) {
            assertThat(count(NOW, THREE, TWO)).isEmpty();
            tries().takeBack(List.of(THREE, TWO));
        }
    }

    @Test
    void who_rested_long_has_the_whole_burst_again_and_no_more() {
        count(NOW, TWO);
        count(NOW, TWO);
        var later = NOW.plus(Duration.ofDays(1));
        assertThat(count(later, TWO)).isEmpty();
        assertThat(count(later, TWO)).isEmpty();
        assertThat(count(later, TWO)).contains(MINUTE);
    }

    @Test
    void parallel_tries_do_not_slip_past_each_other() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var waits =
                    callers.invokeAll(Stream.<Callable<Optional<Duration>>>generate(() -> () -> count(NOW, THREE, TWO))
                            .limit(40)
                            .toList());
            assertThat(waits)
                    .extracting(Future::get)
                    .filteredOn(Optional::isEmpty)
                    .hasSize(2);
        }
    }

    protected final Optional<Duration> count(Instant now, TryLimit... limits) {
        return tries().count(List.of(limits), now);
    }
}
