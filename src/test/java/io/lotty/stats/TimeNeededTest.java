package io.lotty.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.kit.Covers;
import org.junit.jupiter.api.Test;

@Covers({"STA-1", "REP-2"})
class TimeNeededTest {
    @Test
    void those_who_are_missing_come_at_the_present_rate() {
        assertThat(TimeNeeded.of(1_000, 2_500, 200)).isEqualTo(new TimeNeeded.MoreDays(1_000, 2_500, 7.5));
    }

    @Test
    void enough_is_enough_whatever_the_rate() {
        assertThat(TimeNeeded.of(2_500, 2_500, 0)).isEqualTo(new TimeNeeded.Enough(2_500, 2_500));
        assertThat(TimeNeeded.of(2_501, 2_500, 9)).isEqualTo(new TimeNeeded.Enough(2_501, 2_500));
    }

    @Test
    void when_nobody_comes_or_years_would_pass_it_cannot_be_told() {
        assertThat(TimeNeeded.of(1, 2, 0)).isInstanceOf(TimeNeeded.CannotTell.class);
        assertThat(TimeNeeded.of(0, 1_001, 1)).isInstanceOf(TimeNeeded.CannotTell.class);
        assertThat(TimeNeeded.of(0, 1_000, 1)).isEqualTo(new TimeNeeded.MoreDays(0, 1_000, 1_000));
        assertThat(TimeNeeded.of(0, 1, Double.MIN_VALUE)).isInstanceOf(TimeNeeded.CannotTell.class);
    }

    @Test
    void nonsense_is_refused() {
        assertThatThrownBy(() -> TimeNeeded.of(-1, 5, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TimeNeeded.of(1, -5, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TimeNeeded.of(1, 5, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
