package io.lotty.targeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

@Covers("EXP-9")
class InstantsTest {
    @Test
    void every_day_of_ten_thousand_years_is_counted_as_the_calendar_counts_it() {
        long expected = LocalDate.of(0, 1, 1).toEpochDay();
        for (LocalDate day = LocalDate.of(0, 1, 1); day.getYear() <= 9999; day = day.plusDays(1)) {
            if (Instants.epochDay(day.getYear(), day.getMonthValue(), day.getDayOfMonth()) != expected++) {
                throw new AssertionError(day.toString());
            }
        }
    }

    @Test
    void the_seconds_of_an_instant_are_those_of_the_epoch() {
        assertThat(Instants.epochSecond("1970-01-01")).isZero();
        assertThat(Instants.epochSecond("2026-11-23T01:02:03.999+05:30")).isEqualTo(1_795_375_923L);
        assertThat(Instants.epochSecond("1969-12-31T23:59:59Z")).isEqualTo(-1);
    }
}
