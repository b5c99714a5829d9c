package io.lotty.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Covers("DEC-10")
class PausesTest {
    private final Random random = new Random(1);
    private final Pauses pauses = new Pauses(() -> random);

    @Test
    void pauses_double_up_to_half_a_second() {
        long longest = 50;
        for (int i = 0; i < 12; i++) {
            assertThat(pauses.nextMillis()).isBetween(longest / 2, longest);
            longest = Math.min(500, longest * 2);
        }
    }

    @Test
    void they_are_drawn_by_lot_so_that_many_do_not_come_back_at_once() {
        assertThat(IntStream.range(0, 100)
                        .mapToLong(i -> new Pauses(() -> random).nextMillis())
                        .distinct())
                .hasSizeGreaterThan(15);
    }

    @Test
    void a_connection_that_lasted_begins_them_anew_and_one_that_did_not_goes_on() {
        tire();
        pauses.up(0);
        pauses.down(Pauses.STEADY_NANOS - 1);
        assertThat(pauses.nextMillis()).isGreaterThanOrEqualTo(250);
        pauses.up(0);
        pauses.down(Pauses.STEADY_NANOS);
        assertThat(pauses.nextMillis()).isLessThanOrEqualTo(Pauses.FIRST_MILLIS);
    }

    private void tire() {
        for (int i = 0; i < 10; i++) {
            pauses.nextMillis();
        }
    }
}
