package io.lotty.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Covers("DEC-9")
class ExpectedTest {
    private final AtomicLong present = new AtomicLong(5);
    private final AtomicLong nanos = new AtomicLong();
    private final List<Long> fetched = new ArrayList<>();
    private final Expected expected = new Expected(present::get, nanos::get);

    @Test
    void what_is_here_is_not_waited_for() {
        expected.fetchBy(fetched::add);
        assertThat(expected.atLeast(5).succeeded()).isTrue();
        assertThat(fetched).isEmpty();
    }

    @Test
    void many_who_wait_for_one_revision_fetch_it_once_and_a_later_one_does_as_well() {
        expected.fetchBy(fetched::add);
        var waits = IntStream.range(0, 50)
                .mapToObj(i -> expected.atLeast(6 + i % 2))
                .toList();
        assertThat(fetched).containsExactly(6L, 7L);
        assertThat(waits).noneMatch(wait -> wait.isComplete());
        arrive(6);
        assertThat(waits.get(0).succeeded()).isTrue();
        assertThat(waits.get(1).isComplete()).isFalse();
        arrive(9);
        assertThat(waits).allMatch(wait -> wait.succeeded());
    }

    @Test
    void a_revision_that_nobody_has_is_waited_for_once_a_second() {
        expected.fetchBy(fetched::add);
        var wait = expected.atLeast(8);
        expected.giveUp(8);
        assertThat(wait.cause()).isInstanceOf(RevisionMissing.class);
        assertThat(expected.atLeast(8).failed()).isTrue();
        assertThat(expected.atLeast(9).failed()).isTrue();
        assertThat(expected.atLeast(7).isComplete()).isFalse();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(expected.atLeast(9).isComplete()).isFalse();
        assertThat(fetched).containsExactly(8L, 7L, 9L);
    }

    @Test
    void news_of_any_kind_make_it_worth_waiting_again() {
        expected.fetchBy(fetched::add);
        expected.atLeast(8);
        expected.giveUp(8);
        arrive(6);
        assertThat(expected.atLeast(8).isComplete()).isFalse();
    }

    @Test
    void where_nobody_fetches_nobody_waits() {
        assertThat(expected.atLeast(6).failed()).isTrue();
    }

    @Test
    void more_than_ten_thousand_do_not_wait() {
        expected.fetchBy(fetched::add);
        var waits =
                IntStream.range(0, 20_001).mapToObj(i -> expected.atLeast(6)).toList();
        assertThat(waits.subList(10_000, 20_001)).allMatch(wait -> wait.failed());
        arrive(6);
        assertThat(waits.subList(0, 10_000)).allMatch(wait -> wait.succeeded());
        assertThat(expected.atLeast(7).isComplete()).isFalse();
    }

    private void arrive(long revision) {
        present.set(revision);
        expected.arrived(revision);
    }
}
