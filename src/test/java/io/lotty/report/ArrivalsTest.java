package io.lotty.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("REP-3")
class ArrivalsTest {
    @Test
    void shares_are_of_all_that_arrived() {
        var arrivals = new Arrivals(new Delays(Map.of(1, 6L, 4, 4L)), 2, Map.of("unknown_type", 7L, "wrong_type", 1L));

        assertThat(arrivals.accepted().n()).isEqualTo(10);
        assertThat(arrivals.rejections()).isEqualTo(8);
        assertThat(arrivals.share(arrivals.rejections())).contains(new BigDecimal("0.4"));
        assertThat(arrivals.share(arrivals.duplicates())).contains(new BigDecimal("0.1"));
    }

    @Test
    void the_top_reasons_are_the_five_most_frequent() {
        var rejected = Map.of("a", 1L, "b", 9L, "c", 2L, "d", 2L, "e", 7L, "f", 3L);

        assertThat(new Arrivals(new Delays(Map.of()), 0, rejected).top())
                .extracting(Arrivals.Reason::code)
                .containsExactly("b", "e", "f", "c", "d");
    }

    @Test
    void of_nothing_there_is_neither_share_nor_delay() {
        assertThat(Arrivals.NONE.share(0)).isEmpty();
        assertThat(Arrivals.NONE.accepted().seconds(50)).isEmpty();
        assertThat(Arrivals.NONE.top()).isEmpty();
    }

    @Test
    void less_than_ten_milliseconds_is_said_to_be_ten() {
        assertThat(new Delays(Map.of(0, 3L)).seconds(95)).contains(new BigDecimal("0.01"));
    }

    /** The bound that the documentation states. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void an_estimate_is_off_by_the_square_root_of_two_at_most(long seed) {
        var random = new Random(seed);
        var octaves = new TreeMap<Integer, Long>();
        var millis =
                random.longs(500, 10, 1L << (6 + random.nextInt(26))).sorted().toArray();
        for (long one : millis) {
            octaves.merge(Long.SIZE - Long.numberOfLeadingZeros(one / 10), 1L, Long::sum);
        }
        for (int percent : new int[] {1, 50, 95, 100}) {
            double truth = millis[Math.ceilDiv(millis.length * percent, 100) - 1] / 1_000.0;
            double estimate = new Delays(octaves).seconds(percent).orElseThrow().doubleValue();
            assertThat(truth / estimate).as("seed %s, %s %%", seed, percent).isBetween(0.70, 1.42);
        }
    }
}
